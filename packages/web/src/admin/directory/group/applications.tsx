// What a group opens: all applications with a tick, and the IAM role for those that need one.
import type { Group } from '@keyshift/web-api';
import { type ReactNode, useState } from 'react';
import { findingsOf, wordsOf } from '../../../api/api-error.ts';
import { type Result, useEndpoint } from '../../../api/endpoints.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { useMay } from '../../../api/session.ts';
import { AppMark } from '../../../parts/app-mark.tsx';
import { asSentence } from '../../../parts/as-sentence.ts';
import { LookOnly } from '../../../parts/look-only.tsx';
import { paths } from '../../../paths.ts';
import { Link, LinkButton } from '../../../ui/action/link.tsx';
import { Checkbox } from '../../../ui/choice/checkbox.tsx';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { useToast } from '../../../ui/feedback/toast.tsx';
import { Input } from '../../../ui/field/input.tsx';
import { SaveBar } from '../../../ui/form/save-bar.tsx';
import { rowFocusLook } from '../../../ui/list/table.tsx';
import { type Outcome, useSaveApplications } from './save-applications.ts';

type Entitlement = Result<'listGroupApplications'>['items'][number];
type ApplicationRow = Result<'listApplications'>['items'][number];
/** AWS gives sessions in roles; no other connector knows them. */
function takesRole(application: ApplicationRow | undefined, one: Entitlement): boolean {
  return one.roleArn !== null || /^(redshift|aws)/.test(application?.connector ?? '');
}

export function GroupApplications({ group }: { group: Group }): ReactNode {
  const result = useEndpoint('listGroupApplications', { params: { id: group.id } });
  return (
    <div className="flex flex-1 flex-col gap-4">
      <LookOnly need="manage" />
      <Loaded result={result}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="rounded-lg border border-line bg-raised">
              <EmptyState
                title="There are no applications yet"
                action={<LinkButton href={paths.appNew()}>Add application</LinkButton>}
              >
                Add Amazon Redshift first; then tick it here.
              </EmptyState>
            </div>
          ) : (
            <Ticks group={group} items={items} />
          )
        }
      </Loaded>
    </div>
  );
}

/** Its role as it is stored; null: the group may not use it. */
const roleBefore = ({ isEntitled, roleArn }: Entitlement) => (isEntitled ? (roleArn ?? '') : null);
const say = (role: string | null) => (role === null ? '' : role === '' ? 'may use it' : role);

function Ticks({ group, items }: { group: Group; items: readonly Entitlement[] }): ReactNode {
  // Only what was changed, so that it survives what others change and what was saved of it.
  const [edits, setEdits] = useState<Readonly<Record<string, string | null>>>({});
  const [outcome, setOutcome] = useState<Outcome>();
  const applications = useEndpoint('listApplications', { query: { limit: 200 } });
  const store = useSaveApplications(group.id);
  const toast = useToast();
  const mayManage = useMay('manage');
  const roleOf = (one: Entitlement) =>
    edits[one.applicationId] ?? (one.applicationId in edits ? null : roleBefore(one));
  const edit = (id: string, role: string | null) => setEdits((before) => ({ ...before, [id]: role }));
  const changed = items.filter((one) => roleOf(one) !== roleBefore(one));
  const save = async () => {
    setOutcome(undefined);
    const wishes = changed.map((one) => ({
      applicationId: one.applicationId,
      label: one.label,
      role: roleOf(one),
    }));
    const { saved, refused } = await store.mutateAsync(wishes);
    const kept = refused.map(({ wish }) => wish.applicationId);
    setEdits((before) => Object.fromEntries(Object.entries(before).filter(([id]) => kept.includes(id))));
    if (refused.length > 0) setOutcome({ saved, refused });
    else toast({ tone: 'ok', text: 'Applications saved' });
  };
  return (
    <>
      {outcome !== undefined && <PartlySaved outcome={outcome} />}
      <p className="text-ink-2">Nobody may use an application unless one of their groups is ticked for it.</p>
      <ul className="m-0 flex list-none flex-col divide-y divide-line rounded-lg border border-line bg-raised p-0">
        {items.map((one) => (
          <ApplicationTick
            key={one.applicationId}
            one={one}
            application={applications.data?.items.find(({ id }) => id === one.applicationId)}
            role={roleOf(one)}
            error={roleErrorOf(outcome, one.applicationId)}
            isDisabled={!mayManage}
            onTick={(isTicked) => edit(one.applicationId, isTicked ? (roleBefore(one) ?? '') : null)}
            onRole={(role) => edit(one.applicationId, role)}
          />
        ))}
      </ul>
      <SaveBar
        changes={changed.map((one) => ({ field: one.label, from: say(roleBefore(one)), to: say(roleOf(one)) }))}
        onSave={() => void save()}
        onDiscard={() => {
          setEdits({});
          setOutcome(undefined);
        }}
        isSaving={store.isPending}
      />
    </>
  );
}

function roleErrorOf(outcome: Outcome | undefined, applicationId: string): string | undefined {
  const refused = outcome?.refused.find(({ wish }) => wish.applicationId === applicationId);
  const finding = findingsOf(refused?.error).find(({ where }) => where === 'roleArn');
  return finding && `${finding.why} – ${finding.fix}`;
}

function PartlySaved({ outcome: { saved, refused } }: { outcome: Outcome }): ReactNode {
  const total = saved.length + refused.length;
  return (
    <Banner
      tone="bad"
      title={saved.length === 0 ? 'Nothing was saved' : `${saved.length} of ${total} changes were saved`}
    >
      {saved.length > 0 && <p>Saved: {saved.map(({ label }) => label).join(', ')}.</p>}
      <ul aria-label="Not saved" className="m-0 list-none p-0">
        {refused.map(({ wish, error }) => (
          <li key={wish.applicationId}>
            Not saved: {wish.label}. {reasonOf(error)}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function reasonOf(error: unknown): string {
  const [finding] = findingsOf(error);
  if (finding !== undefined) return asSentence(`${finding.why} – ${finding.fix}`);
  const { what, detail } = wordsOf(error);
  return detail === '' ? what : detail;
}

function ApplicationTick(o: {
  one: Entitlement;
  application: ApplicationRow | undefined;
  /** Null while it is not ticked. */
  role: string | null;
  error: string | undefined;
  isDisabled: boolean;
  onTick: (isTicked: boolean) => void;
  onRole: (role: string) => void;
}): ReactNode {
  const { one, application, role } = o;
  return (
    <li data-row={one.applicationId} tabIndex={-1} className={`flex flex-col gap-3 px-4 py-3 ${rowFocusLook}`}>
      <div className="flex items-center gap-3">
        <Checkbox
          label={`Let the group use ${one.label}`}
          isLabelHidden
          value={role !== null}
          onChange={o.onTick}
          isDisabled={o.isDisabled}
        />
        {application !== undefined && <AppMark mark={application} size={32} />}
        <span className="min-w-0 flex-1 break-words">
          <span className="font-medium">{one.label}</span>
          <span className="block text-xs text-ink-2">{one.name}</span>
        </span>
        <Link href={paths.app(one.applicationId)} aria-label={`Open ${one.label}`}>
          Open
        </Link>
      </div>
      {role !== null && takesRole(application, one) && (
        <Input
          label={`IAM role of ${one.label}`}
          isOptional
          isMono
          className="ml-7 max-w-xl"
          hint="ARN of the role in which this group’s people get their AWS credentials; where the application sends a role, they are not let in without one."
          placeholder="arn:aws:iam::123456789012:role/redshift-sso"
          disabled={o.isDisabled}
          error={o.error}
          value={role}
          onChange={(event) => o.onRole(event.target.value)}
        />
      )}
    </li>
  );
}

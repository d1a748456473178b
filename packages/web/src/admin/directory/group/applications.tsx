// What a group opens: all applications with a tick, and the IAM role for those that need one.
import type { Group } from '@keyshift/web-api';
import { type ReactNode, useState } from 'react';
import { findingsOf, wordsOf } from '../../../api/api-error.ts';
import { type Result, useChange, useEndpoint } from '../../../api/endpoints.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { useMay } from '../../../api/session.ts';
import { AppMark } from '../../../parts/app-mark.tsx';
import { LookOnly } from '../../../parts/look-only.tsx';
import { paths } from '../../../paths.ts';
import { Link, LinkButton } from '../../../ui/action/link.tsx';
import { Checkbox } from '../../../ui/choice/checkbox.tsx';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { useToast } from '../../../ui/feedback/toast.tsx';
import { Input } from '../../../ui/field/input.tsx';
import { SaveBar } from '../../../ui/form/save-bar.tsx';

type Entitlement = Result<'listGroupApplications'>['items'][number];
type ApplicationRow = Result<'listApplications'>['items'][number];
/** Application → its role; absent: not ticked. */
type Wanted = Readonly<Record<string, string>>;

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
            <Ticks key={JSON.stringify(items)} group={group} items={items} />
          )
        }
      </Loaded>
    </div>
  );
}

function wantedOf(items: readonly Entitlement[]): Wanted {
  return Object.fromEntries(items.filter((one) => one.isEntitled).map((one) => [one.applicationId, one.roleArn ?? '']));
}

function changesBetween(items: readonly Entitlement[], before: Wanted, wanted: Wanted) {
  const say = (role: string | undefined) => (role === undefined ? '' : role === '' ? 'may use it' : role);
  return items.flatMap(({ applicationId, label }) => {
    const from = before[applicationId];
    const to = wanted[applicationId];
    return from === to ? [] : [{ applicationId, to, change: { field: label, from: say(from), to: say(to) } }];
  });
}

function Ticks({ group, items }: { group: Group; items: readonly Entitlement[] }): ReactNode {
  const before = wantedOf(items);
  const [wanted, setWanted] = useState(before);
  const [error, setError] = useState<unknown>();
  const [roleErrors, setRoleErrors] = useState<Readonly<Record<string, string>>>({});
  const applications = useEndpoint('listApplications', { query: { limit: 200 } });
  const stale = ['listGroupApplications', 'getGroup', 'listGroups', 'listApplicationGroups', 'getOverview'] as const;
  const entitle = useChange('entitleGroup', { stale });
  const remove = useChange('removeGroupApplication', { stale });
  const toast = useToast();
  const mayManage = useMay('manage');
  const changes = changesBetween(items, before, wanted);
  const store = (applicationId: string, role: string | undefined) => {
    const params = { id: group.id, applicationId };
    if (role === undefined) return remove.mutateAsync({ params });
    return entitle.mutateAsync({ params, body: { roleArn: role.trim() === '' ? null : role.trim() } });
  };
  const save = async () => {
    setError(undefined);
    setRoleErrors({});
    for (const { applicationId, to } of changes) {
      try {
        await store(applicationId, to);
      } catch (refusal) {
        const finding = findingsOf(refusal).find(({ where }) => where === 'roleArn');
        if (finding === undefined) setError(refusal);
        else setRoleErrors({ [applicationId]: `${finding.why} – ${finding.fix}` });
        return;
      }
    }
    toast({ tone: 'ok', text: 'Applications saved' });
  };
  const tick = (id: string, isTicked: boolean) =>
    setWanted(
      isTicked
        ? { ...wanted, [id]: before[id] ?? '' }
        : Object.fromEntries(Object.entries(wanted).filter(([other]) => other !== id)),
    );
  return (
    <>
      {error !== undefined && (
        <Banner tone="bad" title={wordsOf(error).what}>
          {wordsOf(error).detail}
        </Banner>
      )}
      <p className="text-ink-2">Nobody may use an application unless one of their groups is ticked for it.</p>
      <ul className="m-0 flex list-none flex-col divide-y divide-line rounded-lg border border-line bg-raised p-0">
        {items.map((one) => (
          <ApplicationTick
            key={one.applicationId}
            one={one}
            application={applications.data?.items.find(({ id }) => id === one.applicationId)}
            role={wanted[one.applicationId]}
            error={roleErrors[one.applicationId]}
            isDisabled={!mayManage}
            onTick={(isTicked) => tick(one.applicationId, isTicked)}
            onRole={(role) => setWanted({ ...wanted, [one.applicationId]: role })}
          />
        ))}
      </ul>
      <SaveBar
        changes={changes.map(({ change }) => change)}
        onSave={() => void save()}
        onDiscard={() => setWanted(before)}
        isSaving={entitle.isPending || remove.isPending}
      />
    </>
  );
}

function ApplicationTick(o: {
  one: Entitlement;
  application: ApplicationRow | undefined;
  /** Undefined while it is not ticked. */
  role: string | undefined;
  error: string | undefined;
  isDisabled: boolean;
  onTick: (isTicked: boolean) => void;
  onRole: (role: string) => void;
}): ReactNode {
  const { one, application, role } = o;
  return (
    <li className="flex flex-col gap-3 px-4 py-3">
      <div className="flex items-center gap-3">
        <Checkbox
          label={`Let the group use ${one.label}`}
          isLabelHidden
          value={role !== undefined}
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
      {role !== undefined && takesRole(application, one) && (
        <Input
          label={`IAM role of ${one.label}`}
          isOptional
          isMono
          className="ml-7 max-w-xl"
          hint="ARN of the role in which this group’s people get their credentials; empty: the application’s own."
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

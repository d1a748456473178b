// Which groups may use the application; where it needs roles, which role each of them gets.
import type { Entitlement } from '@keyshift/web-api';
import { type ReactNode, useState } from 'react';
import { findingsOf } from '../../../api/api-error.ts';
import { useChange, useEndpoint } from '../../../api/endpoints.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { type FieldErrors, useFieldErrors } from '../../../parts/field-errors.ts';
import { paths } from '../../../paths.ts';
import { LinkButton } from '../../../ui/action/link.tsx';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { useToast } from '../../../ui/feedback/toast.tsx';
import type { Change } from '../../../ui/form/changes.ts';
import { FormBanner } from '../../../ui/form/form-banner.tsx';
import { SaveBar } from '../../../ui/form/save-bar.tsx';
import { SearchField } from '../../../ui/list/filters.tsx';
import { useQueryState } from '../../../url.ts';
import { type Access, GroupRows } from './group-rows.tsx';
import { ReadOnlyNote } from './read-only.tsx';
import { useSettingsDraft } from './settings-draft.tsx';

export function GroupsTab(): ReactNode {
  const { application } = useSettingsDraft();
  const groups = useEndpoint('listApplicationGroups', { params: { id: application.id } });
  return (
    <Loaded result={groups}>
      {({ items }) =>
        items.length === 0 ? (
          <div className="rounded-lg border border-line bg-raised">
            <EmptyState title="There are no groups yet" action={<LinkButton href={paths.groups()}>Groups</LinkButton>}>
              Access is given to groups, not to single people. Make one first.
            </EmptyState>
          </div>
        ) : (
          <Groups groups={items} />
        )
      }
    </Loaded>
  );
}

type Edits = Readonly<Record<string, Access>>;

function Groups({ groups }: { groups: readonly Entitlement[] }): ReactNode {
  const { application, mayManage } = useSettingsDraft();
  const [query, changeQuery] = useQueryState();
  const [edits, setEdits] = useState<Edits>({});
  const errors = useFieldErrors();
  const search = query.get('q') ?? '';
  const needsRole = application.attributes.some(({ source }) => source.kind === 'role');
  const accessOf = (group: Entitlement): Access => edits[group.groupId] ?? accessBefore(group);
  const shown = groups.filter(({ groupName, description }) =>
    `${groupName} ${description}`.toLowerCase().includes(search.toLowerCase()),
  );
  const { save, isPending } = useSaveGroups({ groups, edits, errors, onSaved: () => setEdits({}) });
  const noneTicked = !groups.some((group) => accessOf(group).isEntitled);
  return (
    <>
      <ReadOnlyNote />
      <p className="max-w-3xl text-ink-2">
        People in a ticked group may use {application.label}. Nobody else may: what is not allowed here is denied.
        {needsRole && ' The role is what AWS gives them; without one the group is not let in.'}
      </p>
      <FormBanner refusal={errors.refusal} />
      {noneTicked && (
        <Banner tone="warn" title="Nobody may use this application">
          Tick at least one group.
        </Banner>
      )}
      <div className="flex">
        <SearchField label="Find groups" value={search} onChange={(q) => changeQuery({ q }, { replace: true })} />
      </div>
      {shown.length === 0 ? (
        <EmptyState title="No groups match">No group has this in its name or description.</EmptyState>
      ) : (
        <GroupRows
          groups={shown}
          accessOf={accessOf}
          needsRole={needsRole}
          isReadOnly={!mayManage}
          errorOf={(group) => errors.below(group.groupId)}
          onChange={(group, access) => {
            errors.clear(group.groupId);
            setEdits((before) => ({ ...before, [group.groupId]: access }));
          }}
        />
      )}
      <SaveBar
        changes={changesBetween(groups, edits)}
        onSave={() => void save()}
        onDiscard={() => {
          setEdits({});
          errors.clear();
        }}
        isSaving={isPending}
      />
    </>
  );
}

function useSaveGroups(o: { groups: readonly Entitlement[]; edits: Edits; errors: FieldErrors; onSaved: () => void }) {
  const { application } = useSettingsDraft();
  const set = useChange('setApplicationGroups', {
    stale: ['listApplicationGroups', 'listApplications', 'getApplication', 'listAudit', 'getOverview'],
  });
  const toast = useToast();
  const save = async () => {
    const { errors, edits } = o;
    errors.clear();
    const touched = o.groups.filter((group) => edits[group.groupId] !== undefined);
    const granted = touched.filter(({ groupId }) => edits[groupId]?.isEntitled === true);
    const revoked = touched.filter(({ groupId, isEntitled }) => isEntitled && edits[groupId]?.isEntitled === false);
    const malformed = granted.filter(({ groupId }) => !isRole(edits[groupId]));
    if (malformed.length > 0) {
      for (const { groupId } of malformed) errors.set(groupId, 'This is not the ARN of an IAM role; copy it from IAM');
      return;
    }
    const grant = granted.map(({ groupId }) => ({ groupId, roleArn: roleOf(edits[groupId]) }));
    try {
      await set.mutateAsync({
        params: { id: application.id },
        body: { grant, revoke: revoked.map(({ groupId }) => groupId) },
      });
      o.onSaved();
      toast({ tone: 'ok', text: `Groups of ${application.label} saved` });
    } catch (error) {
      // `grant.0.roleArn` is about the first granted group, wherever it stands in the list.
      errors.take(error, { grant });
      for (const [at, { groupId }] of grant.entries()) {
        const told = findingsOf(error).find(({ where }) => where.startsWith(`grant.${at}.`));
        if (told !== undefined) errors.set(groupId, told.why);
      }
    }
  };
  return { save, isPending: set.isPending };
}

/** The server says so too, but not of which group. */
const isRole = (access: Access | undefined) =>
  roleOf(access) === null || /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(roleOf(access) ?? '');
const roleOf = (access: Access | undefined) => {
  const text = access?.roleArn.trim() ?? '';
  return text === '' ? null : text;
};
const accessBefore = ({ isEntitled, roleArn }: Entitlement): Access => ({ isEntitled, roleArn: roleArn ?? '' });

function changesBetween(groups: readonly Entitlement[], edits: Edits): Change[] {
  const words = ({ isEntitled, roleArn }: Access) => (isEntitled ? roleArn || 'may use it' : '');
  return groups.flatMap((group) => {
    const edit = edits[group.groupId];
    const from = words(accessBefore(group));
    const to = edit === undefined ? from : words(edit);
    return from === to ? [] : [{ field: group.groupName, from, to }];
  });
}

// "View as CLI" of each kind of object: fetches what the commands name beside the object itself.
import type { ApplicationDetail, Group, PersonDetail } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { useEndpoint } from '../../api/endpoints.ts';
import { CliDialog, type CliProps } from './cli-dialog.tsx';
import { applicationCommands, groupCommands, userCommands } from './commands.ts';

const MOST_MEMBERS = 50;

export function UserCli({ person, onClose }: CliProps & { person: PersonDetail }): ReactNode {
  const groups = useEndpoint('listPersonGroups', { params: { id: person.id } });
  return (
    <CliDialog
      title={`${person.displayName} as CLI`}
      commands={userCommands(person, groups.data?.items ?? [])}
      onClose={onClose}
    />
  );
}

export function GroupCli({ group, onClose }: CliProps & { group: Group }): ReactNode {
  const params = { id: group.id };
  const { data: members } = useEndpoint('listMembers', { params, query: { limit: MOST_MEMBERS } });
  const applications = useEndpoint('listGroupApplications', { params });
  const names = members?.next === null ? members.items.map(({ username }) => username) : undefined;
  return (
    <CliDialog
      title={`${group.name} as CLI`}
      commands={groupCommands(group, { members: names, applications: applications.data?.items ?? [] })}
      onClose={onClose}
    />
  );
}

export function ApplicationCli({ application, onClose }: CliProps & { application: ApplicationDetail }): ReactNode {
  const groups = useEndpoint('listApplicationGroups', { params: { id: application.id } });
  return (
    <CliDialog
      title={`${application.label} as CLI`}
      commands={applicationCommands(application, groups.data?.items ?? [])}
      onClose={onClose}
    />
  );
}

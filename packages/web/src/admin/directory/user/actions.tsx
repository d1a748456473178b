// What may be done with a person as a whole; each says what it ends before it does.
import type { PersonDetail } from '@keyshift/web-api';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useChange } from '../../../api/endpoints.ts';
import { useMay, useSession } from '../../../api/session.ts';
import { type Link, OneTimeLink } from '../../../parts/one-time-link.tsx';
import { RoleDialog } from '../../../parts/role-dialog.tsx';
import { useAttempt } from '../../../parts/use-attempt.ts';
import { paths } from '../../../paths.ts';
import { Button } from '../../../ui/action/button.tsx';
import { Confirm } from '../../../ui/overlay/confirm.tsx';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Menu, type MenuItem } from '../../../ui/overlay/menu.tsx';
import { useGoTo } from '../../../url.ts';
import { UserCli } from '../../cli/object-dialogs.tsx';

type Question = 'suspend' | 'delete' | 'role' | 'cli';
const STALE = ['getPerson', 'listPeople', 'listPersonSessions', 'listAudit', 'getOverview'] as const;

export function UserActions({ person, isLocked }: { person: PersonDetail; isLocked: boolean }): ReactNode {
  const [question, setQuestion] = useState<Question>();
  const [link, setLink] = useState<Link>();
  const may = { support: useMay('support'), manage: useMay('manage'), own: useMay('own') };
  const params = { id: person.id };
  const update = useChange('updatePerson', { stale: STALE });
  const unlock = useChange('unlockPerson', { stale: STALE });
  const reset = useChange('sendResetLink', { stale: STALE });
  const attempt = useAttempt();
  const { data: session } = useSession();
  const setState = async (state: 'active' | 'suspended', done: string) => {
    const saved = await attempt(update.mutateAsync({ params, body: { state }, version: person.version }), done);
    if (saved !== undefined) setQuestion(undefined);
  };
  const makeLink = async () => setLink(await attempt(reset.mutateAsync({ params })));
  const isSelf = session?.person.id === person.id;
  const items: readonly MenuItem[] = [
    ...(may.support ? [{ id: 'link', label: 'Make link to set password', onPress: () => void makeLink() }] : []),
    ...(may.own ? [{ id: 'role', label: 'Role …', onPress: () => setQuestion('role') }] : []),
    ...(may.manage && person.state !== 'suspended'
      ? [{ id: 'suspend', label: 'Suspend', isDisabled: isSelf, onPress: () => setQuestion('suspend') }]
      : []),
    { id: 'cli', label: 'View as CLI', onPress: () => setQuestion('cli') },
    ...(may.manage
      ? [
          'separator' as const,
          { id: 'delete', label: 'Delete', isDanger: true, isDisabled: isSelf, onPress: () => setQuestion('delete') },
        ]
      : []),
  ];
  return (
    <>
      {isLocked && may.support && (
        <Button
          isPending={unlock.isPending}
          onPress={() => void attempt(unlock.mutateAsync({ params }), `${person.displayName} can try again`)}
        >
          Unlock
        </Button>
      )}
      {may.manage && person.state !== 'active' && (
        <Button
          tone="primary"
          isPending={update.isPending}
          onPress={() => void setState('active', `${person.displayName} is active`)}
        >
          Activate
        </Button>
      )}
      <Menu label={`Actions for ${person.displayName}`} items={items}>
        <Button isPending={reset.isPending}>
          Actions <ChevronDown aria-hidden />
        </Button>
      </Menu>
      <Confirm
        title={`Suspend ${person.displayName}?`}
        action="Suspend"
        isOpen={question === 'suspend'}
        isPending={update.isPending}
        onClose={() => setQuestion(undefined)}
        onConfirm={() => void setState('suspended', `${person.displayName} is suspended`)}
      >
        All their sessions end now, and they cannot sign in until they are activated again. Database connections that
        are open already go on until they are closed. Profile, groups and second factors stay.
      </Confirm>
      <DeleteQuestion person={person} isOpen={question === 'delete'} onClose={() => setQuestion(undefined)} />
      {question === 'cli' && <UserCli person={person} onClose={() => setQuestion(undefined)} />}
      {question === 'role' && <RoleDialog person={person} onClose={() => setQuestion(undefined)} />}
      {link !== undefined && <LinkDialog link={link} name={person.displayName} onClose={() => setLink(undefined)} />}
    </>
  );
}

function DeleteQuestion(o: { person: PersonDetail; isOpen: boolean; onClose: () => void }): ReactNode {
  const { person } = o;
  const remove = useChange('deletePerson', { stale: ['listPeople', 'listGroups', 'getOverview'] });
  const attempt = useAttempt();
  const goTo = useGoTo();
  const run = async () => {
    const done = await attempt(remove.mutateAsync({ params: { id: person.id } }), `${person.displayName} was deleted`);
    if (done !== undefined) goTo(paths.users(), { isDone: true });
  };
  return (
    <Confirm
      title={`Delete ${person.displayName}?`}
      action="Delete user"
      isOpen={o.isOpen}
      isPending={remove.isPending}
      onClose={o.onClose}
      onConfirm={() => void run()}
    >
      They can no longer sign in, and their profile, second factors and memberships are lost. The audit log keeps what
      they did. The database user {person.username} stays in Redshift until somebody drops it.
    </Confirm>
  );
}

function LinkDialog({ link, name, onClose }: { link: Link; name: string; onClose: () => void }): ReactNode {
  return (
    <Dialog
      title="Link to set a password"
      isOpen
      onClose={onClose}
      footer={
        <Button tone="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      <OneTimeLink link={link} name={name} />
    </Dialog>
  );
}

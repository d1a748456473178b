// Makes somebody an administrator, or an ordinary person again.
import { ADMIN_ROLES, type AdminRole } from '@keyshift/web-api';
import { type ReactNode, useState } from 'react';
import { useChange } from '../api/endpoints.ts';
import { Button } from '../ui/action/button.tsx';
import { Radios } from '../ui/choice/radios.tsx';
import { Dialog } from '../ui/overlay/dialog.tsx';
import { ROLES } from './roles.tsx';
import { useAttempt } from './use-attempt.ts';

type Choice = AdminRole | 'none';
const OPTIONS = [
  { id: 'none' as Choice, label: 'No role', detail: 'Uses their own applications, sees nothing of the Admin Portal' },
  ...ADMIN_ROLES.toReversed().map((role) => ({ id: role as Choice, ...ROLES[role] })),
];

type Holder = { readonly id: string; readonly displayName: string; readonly role: AdminRole | null };

export function RoleDialog({ person, onClose }: { person: Holder; onClose: () => void }): ReactNode {
  const [chosen, setChosen] = useState<Choice>(person.role ?? 'none');
  const change = useChange('setPersonRole', { stale: ['getPerson', 'listPeople', 'listAdministrators', 'listAudit'] });
  const attempt = useAttempt();
  const save = async () => {
    const role = chosen === 'none' ? null : chosen;
    const text =
      role === null ? `${person.displayName} has no role now` : `${person.displayName}: ${ROLES[role].label}`;
    const done = await attempt(change.mutateAsync({ params: { id: person.id }, body: { role } }), text);
    if (done !== undefined) onClose();
  };
  return (
    <Dialog
      title={`Role of ${person.displayName}`}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            tone="primary"
            isDisabled={chosen === (person.role ?? 'none')}
            isPending={change.isPending}
            onPress={() => void save()}
          >
            Change role
          </Button>
        </>
      }
    >
      <Radios label="In the Admin Portal" options={OPTIONS} value={chosen} onChange={setChosen} />
      <p className="mt-4 text-ink-2">Their sessions end, so that the new role counts from the next sign-in.</p>
    </Dialog>
  );
}

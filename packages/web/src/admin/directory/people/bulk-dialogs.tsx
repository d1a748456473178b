// The questions before something happens to many people, and the report when some of them were refused.
import type { Report } from '@keyshift/web-api';
import { type ReactNode, useState } from 'react';
import { countOf } from '../../../parts/count-of.ts';
import { GroupPicker } from '../../../parts/pickers.tsx';
import { countRows, ReportTable } from '../../../parts/report-table.tsx';
import { Button } from '../../../ui/action/button.tsx';
import { Confirm } from '../../../ui/overlay/confirm.tsx';
import { ConfirmCount } from '../../../ui/overlay/confirm-count.tsx';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import type { Bulk } from './use-bulk.ts';

export function BulkDialogs({ bulk }: { bulk: Bulk }): ReactNode {
  const { job, report } = bulk;
  const count = job?.ids.length ?? 0;
  const people = countOf(count, 'user', 'users');
  const common = {
    isPending: bulk.isPending,
    onClose: bulk.close,
    onConfirm: () => job !== undefined && void bulk.run(job),
  };
  return (
    <>
      <Confirm {...common} title={`Suspend ${people}?`} action={`Suspend ${people}`} isOpen={job?.action === 'suspend'}>
        They cannot sign in until they are activated again, and all their sessions end now. Database connections that
        are open already go on until they are closed.
      </Confirm>
      <ConfirmCount
        {...common}
        title={`Delete ${people}?`}
        action={`Delete ${people}`}
        count={count}
        isOpen={job?.action === 'delete'}
      >
        They can no longer sign in, and their profiles, second factors and memberships are lost. To keep those, suspend
        them instead.
      </ConfirmCount>
      {(job?.action === 'add_to_group' || job?.action === 'remove_from_group') && (
        <GroupDialog
          people={people}
          isAdding={job.action === 'add_to_group'}
          isPending={bulk.isPending}
          onClose={bulk.close}
          onChosen={(groupId) => void bulk.run(job, groupId)}
        />
      )}
      {report !== undefined && <ReportDialog report={report} onClose={bulk.close} />}
    </>
  );
}

function GroupDialog(o: {
  people: string;
  isAdding: boolean;
  isPending: boolean;
  onClose: () => void;
  onChosen: (groupId: string) => void;
}): ReactNode {
  const [chosen, setChosen] = useState<string>();
  const title = o.isAdding ? `Add ${o.people} to a group` : `Remove ${o.people} from a group`;
  return (
    <Dialog
      title={title}
      isOpen
      onClose={o.onClose}
      footer={
        <>
          <Button onPress={o.onClose}>Cancel</Button>
          <Button
            tone="primary"
            isDisabled={chosen === undefined}
            isPending={o.isPending}
            onPress={() => chosen !== undefined && o.onChosen(chosen)}
          >
            {o.isAdding ? 'Add to group' : 'Remove from group'}
          </Button>
        </>
      }
    >
      <GroupPicker
        // So high that the list of groups, which stays open for the next one, does not lie over the buttons.
        className="min-h-92"
        label="Group"
        hint={
          o.isAdding
            ? 'They may then use every application of this group, from their next sign-in to it.'
            : 'Applications that they have through no other group are closed to them.'
        }
        value={chosen === undefined ? [] : [chosen]}
        // One group at a time: the last one chosen counts.
        onChange={(ids) => setChosen(ids.at(-1))}
      />
    </Dialog>
  );
}

function ReportDialog({ report, onClose }: { report: Report; onClose: () => void }): ReactNode {
  const refused = report.rows.filter((row) => row.outcome === 'refused');
  const others = report.rows.length - refused.length;
  return (
    <Dialog
      title={`${countOf(refused.length, 'user was', 'users were')} refused`}
      width="wide"
      isOpen
      onClose={onClose}
      footer={
        <Button tone="primary" onPress={onClose}>
          Close
        </Button>
      }
    >
      <p className="mb-4">
        {others === 0
          ? 'Nothing was changed.'
          : `${countOf(countRows(report, 'updated', 'created', 'deleted'), 'user was', 'users were')} changed, ${countRows(report, 'unchanged')} were so already.`}
      </p>
      <ReportTable report={report} rows={refused} label="Refused" />
    </Dialog>
  );
}

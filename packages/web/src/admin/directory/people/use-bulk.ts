// One thing done to many people: which, the question before it, and the report after it.
import type { BodyOf, Endpoints, Report } from '@keyshift/web-api';
import { useState } from 'react';
import { useChange } from '../../../api/endpoints.ts';
import { countOf } from '../../../parts/count-of.ts';
import { countRows } from '../../../parts/report-table.tsx';
import { useAttempt } from '../../../parts/use-attempt.ts';
import { useToast } from '../../../ui/feedback/toast.tsx';
import type { MenuItem } from '../../../ui/overlay/menu.tsx';

type BulkAction = BodyOf<Endpoints['bulkPeople']>['action'];
type Job = { readonly action: BulkAction; readonly ids: readonly string[]; readonly clear: () => void };

const DONE: Record<BulkAction, string> = {
  activate: 'activated',
  suspend: 'suspended',
  delete: 'deleted',
  add_to_group: 'added to the group',
  remove_from_group: 'removed from the group',
};

export type Bulk = {
  /** Waits for an answer. */
  readonly job: Job | undefined;
  readonly report: Report | undefined;
  readonly isPending: boolean;
  readonly itemsFor: (ids: readonly string[], clear: () => void) => readonly MenuItem[];
  readonly run: (job: Job, groupId?: string) => Promise<void>;
  readonly close: () => void;
};

export function useBulk(): Bulk {
  const [job, setJob] = useState<Job>();
  const [report, setReport] = useState<Report>();
  const change = useChange('bulkPeople', { stale: ['listPeople', 'listGroups', 'getOverview'] });
  const attempt = useAttempt();
  const toast = useToast();
  const run = async ({ action, ids, clear }: Job, groupId?: string) => {
    const body = { ids: [...ids], action, ...(groupId !== undefined && { groupId }) };
    const done = await attempt(change.mutateAsync({ body }));
    setJob(undefined);
    if (done === undefined) return;
    clear();
    if (countRows(done, 'refused') > 0) setReport(done);
    else toast({ tone: 'ok', text: `${countOf(done.rows.length, 'person', 'people')} ${DONE[action]}` });
  };
  return {
    job,
    report,
    isPending: change.isPending,
    run,
    close: () => {
      setJob(undefined);
      setReport(undefined);
    },
    itemsFor: (ids, clear) => [
      // Nothing is lost by it, so it does not ask.
      { id: 'activate', label: 'Activate', onPress: () => void run({ action: 'activate', ids, clear }) },
      { id: 'suspend', label: 'Suspend', onPress: () => setJob({ action: 'suspend', ids, clear }) },
      { id: 'add', label: 'Add to group …', onPress: () => setJob({ action: 'add_to_group', ids, clear }) },
      {
        id: 'remove',
        label: 'Remove from group …',
        onPress: () => setJob({ action: 'remove_from_group', ids, clear }),
      },
      'separator',
      { id: 'delete', label: 'Delete', isDanger: true, onPress: () => setJob({ action: 'delete', ids, clear }) },
    ],
  };
}

// The question before applications are deleted: their number has to be typed.
import type { ReactNode } from 'react';
import { wordsOf } from '../../../api/api-error.ts';
import { useChange } from '../../../api/endpoints.ts';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { useToast } from '../../../ui/feedback/toast.tsx';
import { ConfirmCount } from '../../../ui/overlay/confirm-count.tsx';

export type DeleteApplicationsProps = {
  readonly applications: readonly { readonly id: string; readonly label: string }[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
};

export function DeleteApplications(props: DeleteApplicationsProps): ReactNode {
  const { applications, isOpen, onClose, onDeleted } = props;
  const remove = useChange('deleteApplications', { stale: ['listApplications', 'getOverview'] });
  const toast = useToast();
  const count = applications.length;
  const labels = applications.map(({ label }) => label);
  const confirm = async () => {
    try {
      await remove.mutateAsync({ body: { ids: applications.map(({ id }) => id), count } });
    } catch {
      // Shown in the dialog.
      return;
    }
    onClose();
    onDeleted();
    toast({ tone: 'ok', text: count === 1 ? `${labels[0]} deleted` : `${count} applications deleted` });
  };
  return (
    <ConfirmCount
      title={count === 1 ? `Delete ${labels[0]}?` : `Delete ${count} applications?`}
      action={count === 1 ? 'Delete Application' : 'Delete applications'}
      count={count}
      isOpen={isOpen}
      onClose={() => {
        remove.reset();
        onClose();
      }}
      onConfirm={() => void confirm()}
      isPending={remove.isPending}
    >
      <div className="flex flex-col gap-3">
        <p>
          Nobody can sign in through {count === 1 ? 'it' : 'them'} any more. Settings, keys and group assignments are
          lost; sessions that the service already opened go on until they end there.
        </p>
        {count > 1 && (
          <ul className="m-0 max-h-40 list-disc overflow-auto pl-5 text-ink-2">
            {labels.map((label, index) => (
              <li key={applications[index]?.id}>{label}</li>
            ))}
          </ul>
        )}
        {remove.error !== null && (
          <Banner tone="bad" title={wordsOf(remove.error).what}>
            {wordsOf(remove.error).detail}
          </Banner>
        )}
      </div>
    </ConfirmCount>
  );
}

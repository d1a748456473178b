// The question before single sign-on is switched off or on: what stops, what stays.
import type { ApplicationDetail } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { wordsOf } from '../../../api/api-error.ts';
import { useChange } from '../../../api/endpoints.ts';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { useToast } from '../../../ui/feedback/toast.tsx';
import { Confirm } from '../../../ui/overlay/confirm.tsx';

type Told = Pick<ApplicationDetail, 'id' | 'label' | 'kind' | 'state'>;

export function StateDialog(o: { application: Told; isOpen: boolean; onClose: () => void }): ReactNode {
  const { application, isOpen, onClose } = o;
  const { id, label, kind, state } = application;
  const set = useChange('setApplicationState', {
    stale: ['getApplication', 'listApplications', 'listAudit', 'getOverview'],
  });
  const toast = useToast();
  const isStopping = state === 'active';
  const what = kind === 'saml' ? ' SSO' : '';
  const close = () => {
    set.reset();
    onClose();
  };
  const confirm = async () => {
    try {
      await set.mutateAsync({ params: { id }, body: { state: isStopping ? 'inactive' : 'active' } });
    } catch {
      // Shown in the dialog.
      return;
    }
    close();
    toast({ tone: 'ok', text: isStopping ? `${label} is inactive` : `${label} is active` });
  };
  return (
    <Confirm
      title={isStopping ? `Deactivate ${label}?` : `Activate ${label}?`}
      action={isStopping ? `Deactivate${what}` : `Activate${what}`}
      tone={isStopping ? 'danger' : 'primary'}
      isOpen={isOpen}
      onClose={close}
      onConfirm={() => void confirm()}
      isPending={set.isPending}
    >
      <div className="flex flex-col gap-3">
        <p>
          {isStopping
            ? 'Sign-in stops at once: the tile leaves the User Portal, and new requests of the service are refused. Sessions that the service already opened go on until they end there. Settings, keys and groups stay; you can activate it again.'
            : 'People in its groups can sign in from now on, with the settings and the key that are stored.'}
        </p>
        {set.error !== null && (
          <Banner tone="bad" title={wordsOf(set.error).what}>
            {wordsOf(set.error).detail}
          </Banner>
        )}
      </div>
    </Confirm>
  );
}

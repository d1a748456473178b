// The question before an identity provider goes: its name has to be typed, and who loses it is said.
import type { SamlProviderDetail } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { wordsOf } from '../../api/api-error.ts';
import { useChange } from '../../api/endpoints.ts';
import { paths } from '../../paths.ts';
import { Banner } from '../../ui/feedback/banner.tsx';
import { useToast } from '../../ui/feedback/toast.tsx';
import { ConfirmText } from '../../ui/overlay/confirm-text.tsx';
import { useGoTo } from '../../url.ts';

type Props = { readonly provider: SamlProviderDetail; readonly isOpen: boolean; readonly onClose: () => void };

export function DeleteProvider({ provider: { name, trustedBy }, isOpen, onClose }: Props): ReactNode {
  const remove = useChange('deleteSamlProvider', { stale: ['listSamlProviders', 'listAudit'] });
  const toast = useToast();
  const goTo = useGoTo();
  const confirm = async () => {
    try {
      await remove.mutateAsync({ params: { name } });
    } catch {
      // Shown in the dialog.
      return;
    }
    toast({ tone: 'ok', text: `Identity provider ${name} deleted` });
    goTo(paths.iamProviders(), { replace: true });
  };
  return (
    <ConfirmText
      title={`Delete ${name}?`}
      action="Delete identity provider"
      text={name}
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => void confirm()}
      isPending={remove.isPending}
    >
      <div className="flex flex-col gap-3">
        {trustedBy.length === 0 ? (
          <p>No role trusts it, so nobody loses a way in.</p>
        ) : (
          <>
            <p>These roles trust it, and let nobody in by it any more, from the next sign-in:</p>
            <ul className="m-0 list-disc pl-5">
              {trustedBy.map((role) => (
                <li key={role} className="wrap-anywhere">
                  <code>{role}</code>
                </li>
              ))}
            </ul>
            <p className="text-ink-2">
              Their trust policies keep its name: one that is created under it later is trusted again.
            </p>
          </>
        )}
        {remove.error !== null && (
          <Banner tone="bad" title={wordsOf(remove.error).what}>
            {wordsOf(remove.error).detail}
          </Banner>
        )}
      </div>
    </ConfirmText>
  );
}

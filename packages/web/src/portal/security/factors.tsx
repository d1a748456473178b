// Second factors: authenticator apps, passkeys, recovery codes.
import type { Factor } from '@keyshift/web-api';
import { Fingerprint, KeyRound, Smartphone } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { wordsOf } from '../../api/api-error.ts';
import { useChange, useEndpoint } from '../../api/endpoints.ts';
import { Loaded } from '../../api/loaded.tsx';
import { Button } from '../../ui/action/button.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { useToast } from '../../ui/feedback/toast.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { Confirm } from '../../ui/overlay/confirm.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import { PasskeyDialog } from './passkey-dialog.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { TotpDialog } from './totp-dialog.tsx';

const KINDS = {
  totp: { label: 'Authenticator app', icon: Smartphone },
  passkey: { label: 'Passkey', icon: Fingerprint },
  recovery_codes: { label: 'Recovery codes', icon: KeyRound },
} as const;

export function FactorsSection(): ReactNode {
  const factors = useEndpoint('listMyFactors');
  const [open, setOpen] = useState<'totp' | 'passkey'>();
  const [codes, setCodes] = useState<readonly string[]>();
  const finish = (recoveryCodes: readonly string[] | null) => {
    setOpen(undefined);
    if (recoveryCodes !== null) setCodes(recoveryCodes);
  };
  return (
    <Section
      title="Second factors"
      intro="With one, a stolen password is not enough. Who has one is asked for it at every sign-in."
    >
      <Loaded result={factors}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="rounded-lg border border-line bg-raised">
              <EmptyState title="No second factor yet">
                Set up an authenticator app or a passkey; it takes a minute.
              </EmptyState>
            </div>
          ) : (
            <FactorList factors={items} onRenewed={setCodes} />
          )
        }
      </Loaded>
      <div className="flex flex-wrap gap-2">
        <Button onPress={() => setOpen('totp')}>
          <Smartphone aria-hidden /> Set up authenticator app
        </Button>
        <Button onPress={() => setOpen('passkey')}>
          <Fingerprint aria-hidden /> Add a passkey
        </Button>
      </div>
      {open === 'totp' && <TotpDialog onClose={() => setOpen(undefined)} onDone={finish} />}
      {open === 'passkey' && <PasskeyDialog onClose={() => setOpen(undefined)} onDone={finish} />}
      {codes !== undefined && <RecoveryCodes codes={codes} onClose={() => setCodes(undefined)} />}
    </Section>
  );
}

function FactorList(o: { factors: readonly Factor[]; onRenewed: (codes: readonly string[]) => void }): ReactNode {
  const [going, setGoing] = useState<Factor>();
  const toast = useToast();
  const remove = useChange('removeMyFactor', { stale: ['listMyFactors'] });
  const renew = useChange('renewRecoveryCodes', { stale: ['listMyFactors'] });
  const tell = (error: unknown) => toast({ tone: 'bad', text: wordsOf(error).what });
  return (
    <>
      <ul className="m-0 flex list-none flex-col divide-y divide-line rounded-lg border border-line bg-raised p-0">
        {o.factors.map((factor) => {
          const { label, icon: Icon } = KINDS[factor.kind];
          return (
            <li key={factor.id} className="flex flex-wrap items-center gap-3 px-4 py-3">
              <Icon aria-hidden className="size-5 text-ink-3" />
              <div className="min-w-0 flex-1">
                <div className="font-medium break-words">{factor.kind === 'recovery_codes' ? label : factor.name}</div>
                <div className="text-xs text-ink-2">
                  {factor.kind === 'recovery_codes' ? `${factor.remaining ?? 0} left` : label}, set up{' '}
                  <TimeText value={factor.createdAt} />
                  {factor.lastUsedAt !== null && (
                    <>
                      , last used <TimeText value={factor.lastUsedAt} />
                    </>
                  )}
                </div>
              </div>
              {factor.kind === 'recovery_codes' ? (
                <Button
                  isPending={renew.isPending}
                  onPress={() =>
                    renew.mutate({}, { onSuccess: ({ recoveryCodes }) => o.onRenewed(recoveryCodes), onError: tell })
                  }
                >
                  New codes
                </Button>
              ) : (
                <Button tone="plain" aria-label={`Remove ${factor.name}`} onPress={() => setGoing(factor)}>
                  Remove
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <Confirm
        title={`Remove ${going?.name ?? ''}?`}
        action="Remove factor"
        isOpen={going !== undefined}
        isPending={remove.isPending}
        onClose={() => setGoing(undefined)}
        onConfirm={() =>
          remove.mutate(
            { params: { factorId: going?.id ?? '' } },
            { onSuccess: () => setGoing(undefined), onError: tell },
          )
        }
      >
        You cannot sign in with it any more. If it is your last one, your password alone is enough again.
      </Confirm>
    </>
  );
}

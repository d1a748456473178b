// How a person signs in, where they are signed in, and the help for who is locked out.
import type { Factor, PersonDetail } from '@keyshift/web-api';
import { type ReactNode, useState } from 'react';
import { useChange, useEndpoint } from '../../../api/endpoints.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { useMay } from '../../../api/session.ts';
import { countOf } from '../../../parts/count-of.ts';
import { LookOnly } from '../../../parts/look-only.tsx';
import { SessionList } from '../../../parts/session-list.tsx';
import { useAttempt } from '../../../parts/use-attempt.ts';
import { Button } from '../../../ui/action/button.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { Confirm } from '../../../ui/overlay/confirm.tsx';
import { KeyValues } from '../../../ui/text/key-values.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';

const KINDS: Record<Factor['kind'], string> = {
  totp: 'Authenticator app',
  passkey: 'Passkey',
  recovery_codes: 'Recovery codes',
};

function Moment({ value, none }: { value: string | null; none: string }): ReactNode {
  return value === null ? none : <TimeText value={value} />;
}

export function UserSecurity({ person }: { person: PersonDetail }): ReactNode {
  return (
    <div>
      <div className="mb-6 empty:hidden">
        <LookOnly need="support" />
      </div>
      <PasswordFacts person={person} />
      <Factors person={person} />
      <Sessions person={person} />
    </div>
  );
}

function PasswordFacts({ person }: { person: PersonDetail }): ReactNode {
  const isLocked = person.lockedUntil !== null && new Date(person.lockedUntil) > new Date();
  return (
    <Section title="Password" intro="Nobody sees it. A link lets them set a new one: Actions, above.">
      <KeyValues
        items={[
          { label: 'Password', value: person.hasPassword ? 'set' : 'none yet' },
          { label: 'Changed', value: <Moment value={person.passwordChangedAt} none="never" /> },
          { label: 'Last sign-in', value: <Moment value={person.lastSignInAt} none="never" /> },
          {
            label: 'Lock after failed sign-ins',
            value: isLocked ? (
              <>
                locked, opens <TimeText value={person.lockedUntil ?? ''} />
              </>
            ) : (
              'not locked'
            ),
          },
        ]}
      />
    </Section>
  );
}

function Factors({ person }: { person: PersonDetail }): ReactNode {
  const factors = useEndpoint('listPersonFactors', { params: { id: person.id } });
  const [going, setGoing] = useState<Factor>();
  const remove = useChange('removePersonFactor', { stale: ['listPersonFactors', 'getPerson', 'listAudit'] });
  const attempt = useAttempt();
  const maySupport = useMay('support');
  const run = async () => {
    if (going === undefined) return;
    const params = { id: person.id, factorId: going.id };
    if ((await attempt(remove.mutateAsync({ params }), 'Second factor removed')) !== undefined) setGoing(undefined);
  };
  return (
    <Section title="Second factors" intro="Remove one that was lost, after you made sure who is asking.">
      <Loaded result={factors}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-ink-2">None. A stolen password is enough to sign in as {person.displayName}.</p>
          ) : (
            <ul className="m-0 flex list-none flex-col divide-y divide-line rounded-lg border border-line bg-raised p-0">
              {items.map((factor) => (
                <li key={factor.id} className="flex flex-wrap items-center gap-3 px-4 py-3">
                  <div className="min-w-0 flex-1">
                    <div className="font-medium break-words">
                      {factor.kind === 'recovery_codes' ? KINDS[factor.kind] : factor.name}
                    </div>
                    <div className="text-xs text-ink-2">
                      {factor.kind === 'recovery_codes' ? `${factor.remaining ?? 0} left` : KINDS[factor.kind]}, set up{' '}
                      <TimeText value={factor.createdAt} />, last used <Moment value={factor.lastUsedAt} none="never" />
                    </div>
                  </div>
                  {maySupport && factor.kind !== 'recovery_codes' && (
                    <Button tone="plain" aria-label={`Remove ${factor.name}`} onPress={() => setGoing(factor)}>
                      Remove
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Confirm
        title={`Remove ${going?.name ?? ''}?`}
        action="Remove factor"
        isOpen={going !== undefined}
        isPending={remove.isPending}
        onClose={() => setGoing(undefined)}
        onConfirm={() => void run()}
      >
        {person.displayName} cannot sign in with it any more. Without another one, the password alone is enough until
        they set one up again.
      </Confirm>
    </Section>
  );
}

function Sessions({ person }: { person: PersonDetail }): ReactNode {
  const sessions = useEndpoint('listPersonSessions', { params: { id: person.id } });
  const end = useChange('endPersonSessions', { stale: ['listPersonSessions', 'listAudit'] });
  const attempt = useAttempt();
  const maySupport = useMay('support');
  const run = (sessionId?: string) =>
    void attempt(
      end.mutateAsync({ params: { id: person.id }, body: sessionId === undefined ? {} : { sessionId } }),
      ({ ended }) => `${countOf(ended, 'session', 'sessions')} ended`,
    );
  return (
    <Section title="Sessions" intro="Ending one signs them out at once, of applications that support it as well.">
      <Loaded result={sessions}>
        {({ items }) => (
          <>
            <SessionList
              sessions={items}
              isPending={end.isPending}
              {...(maySupport && { onEnd: (session) => run(session.id) })}
            />
            {maySupport && items.length > 1 && (
              <div>
                <Button isPending={end.isPending} onPress={() => run()}>
                  End all sessions
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

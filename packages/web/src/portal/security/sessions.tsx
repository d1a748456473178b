// Where I am signed in.
import type { ReactNode } from 'react';
import { wordsOf } from '../../api/api-error.ts';
import { useChange, useEndpoint } from '../../api/endpoints.ts';
import { Loaded } from '../../api/loaded.tsx';
import { SessionList } from '../../parts/session-list.tsx';
import { Button } from '../../ui/action/button.tsx';
import { useToast } from '../../ui/feedback/toast.tsx';
import { Section } from '../../ui/layout/section.tsx';

export function SessionsSection(): ReactNode {
  const sessions = useEndpoint('listMySessions');
  const end = useChange('endMySessions', { stale: ['listMySessions'] });
  const toast = useToast();
  const run = (sessionId?: string) =>
    end.mutate(
      { body: sessionId === undefined ? {} : { sessionId } },
      {
        onSuccess: ({ ended }) =>
          toast({ tone: 'ok', text: ended === 1 ? '1 session ended' : `${ended} sessions ended` }),
        onError: (error) => toast({ tone: 'bad', text: wordsOf(error).what }),
      },
    );
  return (
    <Section title="Sessions" intro="End those you do not recognise, and change your password then.">
      <Loaded result={sessions}>
        {({ items }) => (
          <>
            <SessionList sessions={items} onEnd={(session) => run(session.id)} isPending={end.isPending} />
            {items.length > 1 && (
              <div>
                <Button onPress={() => run()} isPending={end.isPending}>
                  End all other sessions
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

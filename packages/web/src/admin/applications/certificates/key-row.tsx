// One signing key: state, fingerprint, expiry, and what may be done to it now, each asked first.
import type { ApplicationKey } from '@keyshift/web-api';
import { Download } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { wordsOf } from '../../../api/api-error.ts';
import { fileHref, useChange } from '../../../api/endpoints.ts';
import { download } from '../../../parts/download.ts';
import { Button } from '../../../ui/action/button.tsx';
import { CopyText } from '../../../ui/action/copy-text.tsx';
import { Badge } from '../../../ui/feedback/badge.tsx';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { useToast } from '../../../ui/feedback/toast.tsx';
import { Confirm } from '../../../ui/overlay/confirm.tsx';
import { ExpiryText } from '../../../ui/text/expiry-text.tsx';
import { algorithmName, STATES, TRANSITIONS, type Transition } from './key-words.ts';

type KeyRowProps = {
  readonly applicationId: string;
  readonly signingKey: ApplicationKey;
  readonly mayManage: boolean;
};

export function KeyRow({ applicationId, signingKey, mayManage }: KeyRowProps): ReactNode {
  const { id, state, algorithm, fingerprintSha256, notAfter, expiry, transitions } = signingKey;
  const [asked, setAsked] = useState<Transition>();
  const { word, tone, meaning } = STATES[state];
  const params = { id: applicationId, keyId: id };
  return (
    <li className="flex flex-col gap-2 px-4 py-3" aria-label={`${word} key, until ${notAfter.slice(0, 10)}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={tone}>{word}</Badge>
        <span className="font-medium">{algorithmName(algorithm)}</span>
        <span className="flex items-center gap-1.5 text-ink-2">
          until <ExpiryText expiresAt={notAfter} expiry={expiry} />
        </span>
        <span className="ml-auto flex flex-wrap gap-1.5">
          {mayManage &&
            transitions.map((transition) => (
              <Button
                key={transition}
                size="small"
                tone={transition === 'delete' ? 'plain' : 'quiet'}
                onPress={() => setAsked(transition)}
              >
                {TRANSITIONS[transition].label}
              </Button>
            ))}
          <Button
            size="iconSmall"
            tone="plain"
            aria-label={`Download the ${word.toLowerCase()} certificate`}
            onPress={() => download(fileHref('getCertificate', { params }))}
          >
            <Download aria-hidden />
          </Button>
        </span>
      </div>
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 text-xs text-ink-2">
        SHA-256{' '}
        <CopyText isBare label={`fingerprint of the ${word.toLowerCase()} certificate`} value={fingerprintSha256} />
      </span>
      <span className="text-xs text-ink-3">{meaning}</span>
      {asked !== undefined && <MoveKey params={params} transition={asked} onClose={() => setAsked(undefined)} />}
    </li>
  );
}

function MoveKey(o: { params: { id: string; keyId: string }; transition: Transition; onClose: () => void }): ReactNode {
  const { params, transition, onClose } = o;
  const { title, text, label, done, isDanger } = TRANSITIONS[transition];
  const move = useChange('moveKey', {
    stale: ['listKeys', 'listApplications', 'getApplication', 'listExpiring', 'listAudit'],
  });
  const toast = useToast();
  const confirm = async () => {
    try {
      await move.mutateAsync({ params: { ...params, transition } });
    } catch {
      // Shown in the dialog.
      return;
    }
    onClose();
    toast({ tone: 'ok', text: done });
  };
  return (
    <Confirm
      title={title}
      action={label}
      tone={isDanger ? 'danger' : 'primary'}
      isOpen
      onClose={onClose}
      onConfirm={() => void confirm()}
      isPending={move.isPending}
    >
      <div className="flex flex-col gap-3">
        <p>{text}</p>
        {move.error !== null && (
          <Banner tone="bad" title={wordsOf(move.error).what}>
            {wordsOf(move.error).detail}
          </Banner>
        )}
      </div>
    </Confirm>
  );
}

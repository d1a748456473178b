// What a check found: each with its cause and what to do.
import type { Finding } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { Banner } from '../ui/feedback/banner.tsx';
import { asSentence } from './as-sentence.ts';

const TONES = { error: 'bad', warning: 'warn', info: 'info' } as const;

export function FindingList({ findings }: { findings: readonly Finding[] }): ReactNode {
  if (findings.length === 0) return null;
  return (
    <ul aria-label="Findings" className="m-0 flex list-none flex-col gap-2 p-0">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.where ?? ''}`}>
          <Banner tone={TONES[finding.level]} title={asSentence(finding.what)}>
            {asSentence(finding.why)}
            {finding.fix !== '' && ` – ${finding.fix}`}
          </Banner>
        </li>
      ))}
    </ul>
  );
}

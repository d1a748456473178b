// What a form cannot show beside a field.
import type { ReactNode } from 'react';
import { Banner } from '../feedback/banner.tsx';
import type { FormRefusal } from './server-findings.ts';

export function FormBanner({ refusal }: { refusal: FormRefusal | undefined }): ReactNode {
  if (refusal === undefined) return null;
  return (
    <Banner tone="bad" title={refusal.what}>
      {refusal.details.map((detail) => (
        <p key={detail}>{detail}</p>
      ))}
      {refusal.requestId !== undefined && (
        <p className="text-xs">
          Request <code>{refusal.requestId}</code>
        </p>
      )}
    </Banner>
  );
}

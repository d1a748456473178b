// A link with which a person sets their password: to hand over, or on its way by mail.
import type { ReactNode } from 'react';
import type { Result } from '../api/endpoints.ts';
import { CopyText } from '../ui/action/copy-text.tsx';
import { formatAbsolute } from '../ui/text/time-text.tsx';

export type Link = Result<'sendResetLink'>;

export function OneTimeLink({ link, name }: { link: Link; name: string }): ReactNode {
  const until = formatAbsolute(new Date(link.expiresAt));
  if (link.url === null) {
    return (
      <p>
        A link to set a password is on its way to <strong>{link.mailedTo ?? name}</strong>. It works once, until {until}
        .
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <p>
        Give this link to {name}. It works once, for 30 minutes (until {until}), and is not shown again.
      </p>
      <div>
        <CopyText label="link to set a password" value={link.url} />
      </div>
    </div>
  );
}

// A message that stays: about the page or a form.
import { CircleAlert, CircleCheck, CircleX, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../cx.ts';

export type BannerProps = {
  readonly tone: 'info' | 'ok' | 'warn' | 'bad';
  readonly title: string;
  readonly children?: ReactNode;
  /** A button or link at the right. */
  readonly action?: ReactNode;
};

const looks = {
  info: { box: 'bg-soft', mark: 'text-accent', icon: Info },
  ok: { box: 'bg-ok-soft', mark: 'text-ok', icon: CircleCheck },
  warn: { box: 'bg-warn-soft', mark: 'text-warn', icon: CircleAlert },
  bad: { box: 'bg-bad-soft', mark: 'text-bad', icon: CircleX },
};

/** `bad` is read out at once, the others when there is a pause. */
export function Banner({ tone, title, children, action }: BannerProps): ReactNode {
  const { box, mark, icon: Icon } = looks[tone];
  return (
    <div role={tone === 'bad' ? 'alert' : 'status'} className={cx('flex items-start gap-3 rounded-lg px-4 py-3', box)}>
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', mark)} />
      <div className="min-w-0 flex-1 break-words">
        <p className="font-semibold">{title}</p>
        {children !== undefined && <div className="text-ink">{children}</div>}
      </div>
      {action}
    </div>
  );
}

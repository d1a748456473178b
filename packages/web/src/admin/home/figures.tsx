// A few counts, each a link to the list behind it.
import type { ReactNode } from 'react';
import type { Result } from '../../api/endpoints.ts';
import { paths } from '../../paths.ts';
import { Link } from '../../ui/action/link.tsx';
import { cx } from '../../ui/cx.ts';

type OverviewData = Result<'getOverview'>;

export function Figures({
  people,
  signIns,
}: {
  people: OverviewData['people'];
  signIns: OverviewData['signIns24h'];
}): ReactNode {
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      <Card
        title="Sign-ins in 24 hours"
        items={[
          { label: 'Succeeded', value: signIns.succeeded, href: `${paths.traces()}?outcome=succeeded` },
          {
            label: 'Refused',
            value: signIns.refused,
            href: `${paths.traces()}?outcome=refused`,
            isBad: signIns.refused > 0,
          },
        ]}
      />
      <Card
        title="People"
        items={[
          { label: 'Active', value: people.active, href: `${paths.users()}?state=active` },
          { label: 'Staged', value: people.staged, href: `${paths.users()}?state=staged` },
          { label: 'Suspended', value: people.suspended, href: `${paths.users()}?state=suspended` },
        ]}
      />
    </div>
  );
}

type Figure = { readonly label: string; readonly value: number; readonly href: string; readonly isBad?: boolean };

function Card({ title, items }: { title: string; items: readonly Figure[] }): ReactNode {
  return (
    <section aria-label={title} className="rounded-lg border border-line bg-raised px-5 py-4">
      <h2 className="text-ink-2">{title}</h2>
      <ul className="m-0 mt-2 flex list-none flex-wrap gap-x-8 gap-y-2 p-0">
        {items.map((item) => (
          <li key={item.label}>
            <Link tone="none" href={item.href} className="group block">
              <span
                className={cx(
                  'block text-xl font-semibold tabular-nums',
                  item.isBad === true ? 'text-bad' : 'text-ink',
                )}
              >
                {item.value.toLocaleString('en')}
              </span>
              <span className="text-ink-2 group-hover:underline">{item.label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

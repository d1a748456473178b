// What can be added: found by its own name, by the vendor's, or by what people call it.
import type { CatalogueEntry } from '@keyshift/web-api';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEndpoint } from '../../../api/endpoints.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { AppMark } from '../../../parts/app-mark.tsx';
import { paths } from '../../../paths.ts';
import { Button } from '../../../ui/action/button.tsx';
import { Link } from '../../../ui/action/link.tsx';
import { Badge } from '../../../ui/feedback/badge.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { SearchField } from '../../../ui/list/filters.tsx';
import { useQueryState } from '../../../url.ts';

export function CatalogueStep(): ReactNode {
  const [query, change] = useQueryState();
  const search = query.get('q') ?? '';
  const catalogue = useEndpoint('listCatalogue', search === '' ? {} : { query: { search } });
  return (
    <section aria-label="Catalogue" className="flex flex-col gap-4">
      <div className="flex">
        <SearchField label="Search the catalogue" value={search} onChange={(q) => change({ q }, { replace: true })} />
      </div>
      <Loaded result={catalogue}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="rounded-lg border border-line bg-raised">
              <EmptyState
                title={`Nothing matches “${search}”`}
                action={<Button onPress={() => change({ q: undefined })}>Show the whole catalogue</Button>}
              >
                Any service with SAML 2.0 works as a Custom SAML application.
              </EmptyState>
            </div>
          ) : (
            <ul className="m-0 flex list-none flex-col gap-3 p-0">
              {redshiftFirst(items).map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Entry({ entry }: { entry: CatalogueEntry }): ReactNode {
  return (
    <li className="relative flex gap-4 rounded-lg border border-line bg-raised p-4 hover:bg-sunken">
      <AppMark mark={{ label: entry.name, colour: entry.colour, logoUrl: null }} size={40} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-2">
          {/* The whole card is the link. */}
          <Link
            tone="ink"
            href={`${paths.appNew()}?connector=${encodeURIComponent(entry.id)}`}
            className="text-base font-semibold after:absolute after:inset-0 after:rounded-lg"
          >
            {entry.name}
          </Link>
          {entry.badges.map((badge) => (
            <Badge key={badge} tone="accent">
              {badge}
            </Badge>
          ))}
        </div>
        <p className="text-xs text-ink-2">{entry.vendor}</p>
        <p>{entry.description}</p>
        {entry.synonyms.length > 0 && <p className="text-xs text-ink-3">Also known as {entry.synonyms.join(', ')}</p>}
        {entry.fills.length > 0 && (
          <ul
            aria-label="Filled in for you"
            className="m-0 mt-1 flex list-none flex-wrap gap-x-4 gap-y-1 p-0 text-xs text-ink-2"
          >
            {entry.fills.map((fill) => (
              <li key={fill} className="flex items-center gap-1.5">
                <Check aria-hidden className="size-3.5 shrink-0 text-ok" />
                {fill}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function redshiftFirst(items: readonly CatalogueEntry[]): readonly CatalogueEntry[] {
  return [...items].sort((one, other) => Number(other.id === 'redshift') - Number(one.id === 'redshift'));
}

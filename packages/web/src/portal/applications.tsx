// The start of the User Portal: the applications one may sign in to.
import type { Tile } from '@keyshift/web-api';
import { ExternalLink } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useEndpoint } from '../api/endpoints.ts';
import { Loaded } from '../api/loaded.tsx';
import { useSession } from '../api/session.ts';
import { AppMark } from '../parts/app-mark.tsx';
import { paths } from '../paths.ts';
import { Link } from '../ui/action/link.tsx';
import { Badge } from '../ui/feedback/badge.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { SearchField } from '../ui/list/filters.tsx';
import { useQueryState } from '../url.ts';

export function Applications(): ReactNode {
  const tiles = useEndpoint('listMyApplications');
  return (
    <>
      <PageHeader title="Your applications" intro="Open one and you are signed in." />
      <Loaded result={tiles}>
        {({ items }) => (items.length === 0 ? <NoApplications /> : <TileList tiles={items} />)}
      </Loaded>
    </>
  );
}

function TileList({ tiles }: { tiles: readonly Tile[] }): ReactNode {
  const [query, change] = useQueryState();
  const search = query.get('q') ?? '';
  const words = search.toLowerCase().split(/\s+/);
  const shown = tiles.filter((tile) => {
    const text = `${tile.label} ${tile.description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return (
    <>
      <div className="flex">
        <SearchField
          label="Find applications"
          value={search}
          onChange={(q) => change({ q: q === '' ? undefined : q }, { replace: true })}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState title="No applications match">
          Nothing of yours has these words in its name or description.
        </EmptyState>
      ) : (
        <ul className="m-0 mt-4 grid list-none grid-cols-[repeat(auto-fill,minmax(min(100%,260px),1fr))] gap-4 p-0">
          {shown.map((tile) => (
            <TileCard key={tile.id} tile={tile} />
          ))}
        </ul>
      )}
    </>
  );
}

function TileCard({ tile }: { tile: Tile }): ReactNode {
  const isBookmark = tile.kind === 'bookmark';
  return (
    <li className="flex min-w-0 flex-col rounded-lg border border-line bg-raised">
      <a
        href={tile.launchUrl}
        {...(isBookmark && { rel: 'noreferrer', target: '_blank' })}
        className="flex flex-1 items-center gap-3 rounded-t-lg p-4 text-ink no-underline outline-none hover:bg-sunken focus-visible:outline-2 focus-visible:outline-accent"
      >
        <AppMark mark={tile} />
        <span className="min-w-0">
          <span className="block font-semibold break-words">
            {tile.label}
            {isBookmark && (
              <ExternalLink aria-label="opens another site" className="ml-1.5 inline size-3.5 text-ink-3" />
            )}
          </span>
          {tile.description !== '' && <span className="line-clamp-2 text-xs text-ink-2">{tile.description}</span>}
        </span>
      </a>
      <div className="flex items-center justify-between gap-2 border-t border-line px-4 py-2 text-xs">
        {tile.ready ? (
          <span className="text-ink-3">via {tile.viaGroups.join(', ')}</span>
        ) : (
          <Badge tone="warn">needs set-up</Badge>
        )}
        <Link href={paths.portalApp(tile.id)} aria-label={`Details of ${tile.label}`}>
          Details
        </Link>
      </div>
    </li>
  );
}

function NoApplications(): ReactNode {
  const { data: session } = useSession();
  const me = useEndpoint('getMe');
  const groups = me.data?.groups ?? [];
  const [contact] = useState(session?.supportContact ?? null);
  const told =
    groups.length === 0
      ? 'You are not in any group yet, and applications are given to groups.'
      : `You are in ${groups.join(', ')}, and no application is open to ${groups.length === 1 ? 'that group' : 'those groups'}.`;
  return (
    <div className="rounded-lg border border-line bg-raised">
      <EmptyState title="No applications yet">
        {told} Ask {contact ?? 'your Keyshift administrator'} for the one you need.
      </EmptyState>
    </div>
  );
}

// The audit log: who changed what; filtered, exported, its chain of hashes checked.
import { Download, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { wordsOf } from '../../api/api-error.ts';
import { fileHref, useChange, useEndpoint } from '../../api/endpoints.ts';
import { Loaded } from '../../api/loaded.tsx';
import { download } from '../../parts/download.ts';
import { Button } from '../../ui/action/button.tsx';
import { Banner } from '../../ui/feedback/banner.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Pagination } from '../../ui/list/pagination.tsx';
import { AuditEntries } from './audit-entries.tsx';
import { AuditChips, AuditFilters } from './audit-filters.tsx';
import { useAuditQuery } from './audit-query.ts';

export function Audit(): ReactNode {
  const { list, narrowing, page } = useAuditQuery();
  const result = useEndpoint('listAudit', { query: { ...narrowing, ...page } });
  const verify = useChange('verifyAudit', { stale: [] });
  return (
    <>
      <PageHeader
        title="Audit log"
        intro="Every change of Keyshift, in order. Each entry carries the hash of the one before."
        actions={
          <>
            <Button isPending={verify.isPending} onPress={() => verify.mutate({})}>
              <ShieldCheck aria-hidden />
              {verify.isPending ? 'Verifying …' : 'Verify chain'}
            </Button>
            <Button onPress={() => download(fileHref('exportAudit', { query: narrowing }))}>
              <Download aria-hidden />
              Export
            </Button>
          </>
        }
      />
      {(verify.data !== undefined || verify.error !== null) && (
        <Verdict verdict={verify.data} error={verify.error} onClose={verify.reset} />
      )}
      <AuditFilters list={list} />
      <AuditChips list={list} />
      <Loaded result={result}>
        {({ items, before }) =>
          items.length === 0 ? (
            <div className="rounded-lg border border-line bg-raised">
              {list.isNarrowed ? (
                <EmptyState
                  title="No entries match"
                  action={<Button onPress={list.clear}>Clear search and filters</Button>}
                >
                  Search, filters and days leave nothing.
                </EmptyState>
              ) : (
                <EmptyState title="Nothing happened yet">Every change appears here.</EmptyState>
              )}
            </div>
          ) : (
            <>
              <div aria-busy={result.isFetching}>
                <AuditEntries items={items} />
              </div>
              <Pagination
                summary={items.length === 1 ? '1 entry on this page' : `${items.length} entries on this page`}
                limit={list.limit}
                onLimit={list.setLimit}
                onPrevious={list.hasPrevious ? list.goPrevious : undefined}
                onNext={before === null ? undefined : () => list.goNext(String(before))}
              />
            </>
          )
        }
      </Loaded>
    </>
  );
}

type ChainVerdict = {
  readonly ok: boolean;
  readonly entries: number;
  readonly sequence: number | null;
  readonly reason: string | null;
};

function Verdict(o: { verdict: ChainVerdict | undefined; error: unknown; onClose: () => void }): ReactNode {
  const { verdict, error, onClose } = o;
  const close = (
    <Button tone="plain" size="small" onPress={onClose}>
      Close
    </Button>
  );
  if (verdict === undefined) {
    return (
      <Banner tone="bad" title={wordsOf(error).what} action={close}>
        {wordsOf(error).detail}
      </Banner>
    );
  }
  const count = verdict.entries.toLocaleString('en');
  if (verdict.ok) {
    return (
      <Banner tone="ok" title="The chain is whole" action={close}>
        {count} entries, each hash recomputed just now. Nothing was changed, removed or put in between.
      </Banner>
    );
  }
  return (
    <Banner tone="bad" title={`The chain breaks at entry ${verdict.sequence ?? 'unknown'}`} action={close}>
      {verdict.reason ?? 'The hash does not fit'}. From there on the log cannot be trusted: compare it with an export
      that was kept elsewhere.
    </Banner>
  );
}

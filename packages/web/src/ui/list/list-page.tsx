// A whole list: search, filters, table, selection with bulk actions, paging, and its four states.
import { Columns3 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { wordsOf } from '../../api/api-error.ts';
import { Button } from '../action/button.tsx';
import { Banner } from '../feedback/banner.tsx';
import { EmptyState } from '../feedback/empty-state.tsx';
import { useLateFlag } from '../feedback/skeleton.tsx';
import { Menu } from '../overlay/menu.tsx';
import { type Filter, FilterChips, FilterSelects, SearchField } from './filters.tsx';
import type { ListState } from './list-state.ts';
import { Pagination } from './pagination.tsx';
import { type Column, Table, type TableProps } from './table.tsx';
import { WaitingRows } from './waiting-rows.tsx';

/** One page from the server. `next` is the cursor of the following one. */
export type Page<T> = {
  readonly items: readonly T[];
  readonly next?: string | null | undefined;
  readonly total?: number | undefined;
  /** The server stopped counting: there are at least `total`. */
  readonly totalIsCapped?: boolean | undefined;
};

/** What `useQuery` returns, as far as a list needs it. */
export type ListResult<T> = {
  readonly data: Page<T> | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
};

export type ListPageProps<T> = Pick<TableProps<T>, 'columns' | 'rowId' | 'rowLabel' | 'rowHref' | 'density'> & {
  /** One and many of what is listed: "application", "applications". */
  readonly noun: readonly [one: string, many: string];
  readonly list: ListState;
  readonly result: ListResult<T>;
  readonly filters?: readonly Filter[];
  /** Beside the filters at the right: export, date range. */
  readonly tools?: ReactNode;
  /** Buttons for ticked rows; without it there are no ticks. `clear` empties the selection. */
  readonly bulk?: (chosen: readonly string[], clear: () => void) => ReactNode;
  /** Shown when there is nothing at all, not when the filters leave nothing. */
  readonly empty: ReactNode;
};

/** Put it below a PageHeader. Pass `placeholderData: keepPreviousData` to `useQuery`, so that paging does not jump. */
export function ListPage<T>(props: ListPageProps<T>): ReactNode {
  const { columns, list, result, filters = [], bulk, noun } = props;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const items = result.data?.items ?? [];
  const toggle = (id: string) =>
    setChosen((before) =>
      before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set([...before, id]),
    );
  const ids = items.map(props.rowId);
  const toggleAll = () => {
    const isAll = ids.every((id) => chosen.has(id));
    setChosen(new Set(isAll ? [...chosen].filter((id) => !ids.includes(id)) : [...chosen, ...ids]));
  };
  const clear = () => setChosen(new Set());
  const shown = columns.filter((column, index) => index === 0 || !list.hidden.includes(column.id));
  return (
    <div className="flex flex-col gap-3">
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <SearchField label={`Find ${noun[1]}`} value={list.search} onChange={list.setSearch} />
        <FilterSelects filters={filters} list={list} />
        <span className="ml-auto flex flex-wrap items-center gap-2">
          {chosen.size > 0 && bulk !== undefined ? (
            <SelectionBar chosen={chosen} bulk={bulk} clear={clear} />
          ) : (
            <>
              {props.tools}
              <ColumnMenu columns={columns} list={list} />
            </>
          )}
        </span>
      </div>
      <FilterChips filters={filters} list={list} />
      <Body
        props={props}
        table={
          <Table
            label={noun[1]}
            columns={shown}
            items={items}
            rowId={props.rowId}
            rowLabel={props.rowLabel}
            rowHref={props.rowHref}
            density={props.density ?? 'list'}
            sort={list.sort}
            onSort={list.toggleSort}
            selection={bulk === undefined ? undefined : { chosen, onToggle: toggle, onToggleAll: toggleAll }}
          />
        }
      />
    </div>
  );
}

function Body<T>({ props, table }: { props: ListPageProps<T>; table: ReactNode }): ReactNode {
  const { list, result, noun } = props;
  const { data, error } = result;
  const isLate = useLateFlag(data === undefined && error === null);
  if (error !== null && error !== undefined) {
    const { what, detail } = wordsOf(error);
    return (
      <Banner tone="bad" title={what} action={<Button onPress={() => void result.refetch()}>Try again</Button>}>
        {detail}
      </Banner>
    );
  }
  if (data === undefined) return <WaitingRows columns={props.columns} label={noun[1]} isVisible={isLate} />;
  if (data.items.length === 0 && !list.hasPrevious) {
    return (
      <div className="rounded-lg border border-line bg-raised">
        {list.isNarrowed ? (
          <EmptyState
            title={`No ${noun[1]} match`}
            action={<Button onPress={list.clear}>Clear search and filters</Button>}
          >
            Search and filters leave nothing.
          </EmptyState>
        ) : (
          props.empty
        )}
      </div>
    );
  }
  const { next } = data;
  return (
    <>
      <div aria-busy={result.isFetching}>{table}</div>
      <Pagination
        summary={summaryOf(data, noun)}
        limit={list.limit}
        onLimit={list.setLimit}
        onPrevious={list.hasPrevious ? list.goPrevious : undefined}
        onNext={next === undefined || next === null ? undefined : () => list.goNext(next)}
      />
    </>
  );
}

function summaryOf<T>(data: Page<T>, [one, many]: readonly [string, string]): string {
  const count = data.total ?? data.items.length;
  const text = `${count.toLocaleString('en')}${data.totalIsCapped === true ? '+' : ''} ${count === 1 ? one : many}`;
  return data.total === undefined ? `${text} on this page` : text;
}

function SelectionBar({
  chosen,
  bulk,
  clear,
}: {
  chosen: ReadonlySet<string>;
  bulk: (chosen: readonly string[], clear: () => void) => ReactNode;
  clear: () => void;
}): ReactNode {
  return (
    <>
      <span role="status" className="text-ink-2 tabular-nums">
        {chosen.size} selected
      </span>
      <Button tone="plain" onPress={clear}>
        Clear
      </Button>
      {bulk([...chosen], clear)}
    </>
  );
}

function ColumnMenu<T>({ columns, list }: { columns: readonly Column<T>[]; list: ListState }): ReactNode {
  // The first column names the row and stays.
  const choosable = columns.slice(1);
  return (
    <Menu
      label="Columns"
      items={choosable.map((column) => ({ id: column.id, label: column.head }))}
      choice={{
        kind: 'multiple',
        chosen: choosable.map((column) => column.id).filter((id) => !list.hidden.includes(id)),
        onChange: (shown) => list.setHidden(choosable.map((column) => column.id).filter((id) => !shown.includes(id))),
      }}
    >
      <Button tone="plain" size="icon" aria-label="Columns" className="max-md:hidden">
        <Columns3 aria-hidden />
      </Button>
    </Menu>
  );
}

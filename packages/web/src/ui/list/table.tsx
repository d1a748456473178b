// Rows and columns: head with sorting, ticks, a link in the first column. Paging and loading belong to ListPage.
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from '../action/link.tsx';
import { Checkbox } from '../choice/checkbox.tsx';
import { cx } from '../cx.ts';
import type { Sorting } from './list-state.ts';

export type Column<T> = {
  /** Also the name by which the server sorts. */
  readonly id: string;
  readonly head: string;
  readonly cell: (item: T) => ReactNode;
  readonly isSortable?: boolean;
  /** Right-aligned figures of equal width. */
  readonly isNumeric?: boolean;
  /** Stays on a phone; the first two do anyway. */
  readonly isEssential?: boolean;
};

export type Selection = {
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  /** Of the rows in sight. */
  readonly onToggleAll: () => void;
};

export type TableProps<T> = {
  /** Names the table. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly items: readonly T[];
  readonly rowId: (item: T) => string;
  /** For the tick: "Select Ana Ruiz". */
  readonly rowLabel: (item: T) => string;
  /** Makes the first cell a link. */
  readonly rowHref?: ((item: T) => string) | undefined;
  readonly selection?: Selection | undefined;
  readonly sort?: Sorting | undefined;
  readonly onSort?: ((column: string) => void) | undefined;
  /** 48 px rows, or 36 for logs. */
  readonly density?: 'list' | 'log';
};

/** Of a row of any list that the keyboard moves over. */
export const rowFocusLook = 'focus:outline-2 focus:-outline-offset-2 focus:outline-accent';
const cellLook = 'px-3 py-1.5 text-left align-middle first:pl-4 last:pr-4';

function phoneLook<T>(column: Column<T>, index: number): string {
  return index < 2 || column.isEssential === true ? '' : 'max-md:hidden';
}

function Head<T>({
  column,
  index,
  sort,
  onSort,
}: { column: Column<T>; index: number } & Pick<TableProps<T>, 'sort' | 'onSort'>): ReactNode {
  const direction = sort?.by === column.id ? sort.direction : undefined;
  const Arrow = direction === 'desc' ? ArrowDown : ArrowUp;
  const isSortable = column.isSortable === true && onSort !== undefined;
  return (
    <th
      scope="col"
      {...(isSortable
        ? { 'aria-sort': direction === undefined ? 'none' : direction === 'asc' ? 'ascending' : 'descending' }
        : {})}
      className={cx(
        cellLook,
        'h-9 font-medium whitespace-nowrap text-ink-2',
        column.isNumeric && 'text-right',
        phoneLook(column, index),
      )}
    >
      {isSortable ? (
        <button
          type="button"
          onClick={() => onSort(column.id)}
          className={cx(
            'group inline-flex items-center gap-1 rounded-sm hover:text-ink',
            column.isNumeric && 'flex-row-reverse',
            direction && 'text-ink',
          )}
        >
          {column.head}
          <Arrow
            aria-hidden
            className={cx('size-3.5', direction === undefined && 'opacity-0 group-hover:opacity-60')}
          />
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}

function Row<T>({ item, props }: { item: T; props: TableProps<T> }): ReactNode {
  const { columns, rowId, rowLabel, rowHref, selection, density = 'list' } = props;
  const id = rowId(item);
  const isChosen = selection?.chosen.has(id) ?? false;
  return (
    <tr
      data-row={id}
      tabIndex={-1}
      {...(selection === undefined ? {} : { 'aria-selected': isChosen })}
      className={cx(
        rowFocusLook,
        'border-t border-line transition-colors hover:bg-sunken',
        density === 'list' ? 'h-12' : 'h-9',
        isChosen && 'bg-soft hover:bg-soft',
      )}
    >
      {selection !== undefined && (
        <td className="w-10 py-1.5 pl-4">
          <Checkbox
            label={`Select ${rowLabel(item)}`}
            isLabelHidden
            value={isChosen}
            onChange={() => selection.onToggle(id)}
          />
        </td>
      )}
      {columns.map((column, index) => (
        <td
          key={column.id}
          className={cx(
            cellLook,
            'break-words',
            index === 0 && 'max-md:wrap-anywhere',
            column.isNumeric && 'text-right tabular-nums',
            phoneLook(column, index),
          )}
        >
          {index === 0 && rowHref !== undefined ? (
            <Link tone="ink" href={rowHref(item)}>
              {column.cell(item)}
            </Link>
          ) : (
            column.cell(item)
          )}
        </td>
      ))}
    </tr>
  );
}

export function TableHead<T>(
  props: Pick<TableProps<T>, 'columns' | 'items' | 'rowId' | 'selection' | 'sort' | 'onSort'>,
): ReactNode {
  const { columns, items, rowId, selection, sort, onSort } = props;
  const chosen = selection === undefined ? 0 : items.filter((item) => selection.chosen.has(rowId(item))).length;
  const isAll = items.length > 0 && chosen === items.length;
  return (
    <thead className="bg-sunken">
      <tr>
        {selection !== undefined && (
          <th scope="col" className="w-10 pl-4 text-left">
            <Checkbox
              label="Select all on this page"
              isLabelHidden
              value={isAll}
              isMixed={chosen > 0 && !isAll}
              onChange={selection.onToggleAll}
            />
          </th>
        )}
        {columns.map((column, index) => (
          <Head key={column.id} column={column} index={index} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

export function Table<T>(props: TableProps<T>): ReactNode {
  return (
    <div
      // With links or ticks inside, the keyboard comes in by them; else by the frame itself, to scroll.
      {...(props.rowHref === undefined && props.selection === undefined
        ? { tabIndex: 0, role: 'group', 'aria-label': props.label }
        : {})}
      className="overflow-x-auto rounded-lg border border-line bg-raised"
    >
      <table aria-label={props.label} className="w-full border-collapse">
        <TableHead {...props} />
        <tbody>
          {props.items.map((item) => (
            <Row key={props.rowId(item)} item={item} props={props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

// Below a list: how many, rows per page, previous and next.
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../action/button.tsx';
import { Select } from '../choice/select.tsx';
import { LIMITS } from './list-state.ts';

export type PaginationProps = {
  /** "64 applications", or what is known. */
  readonly summary: string;
  readonly limit: number;
  readonly onLimit: (limit: number) => void;
  /** Absent at the first page. */
  readonly onPrevious?: (() => void) | undefined;
  /** Absent at the last page. */
  readonly onNext?: (() => void) | undefined;
};

const OPTIONS = LIMITS.map((limit) => ({ id: String(limit), label: `${limit} rows` }));

export function Pagination({ summary, limit, onLimit, onPrevious, onNext }: PaginationProps): ReactNode {
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center gap-2 text-ink-2">
      <span role="status" className="flex-1 tabular-nums">
        {summary}
      </span>
      <Select
        label="Rows per page"
        isLabelHidden
        options={OPTIONS}
        value={String(limit)}
        onChange={(value) => onLimit(Number(value))}
        className="w-28"
      />
      <Button
        size="icon"
        aria-label="Previous page"
        isDisabled={onPrevious === undefined}
        onPress={() => onPrevious?.()}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <Button size="icon" aria-label="Next page" isDisabled={onNext === undefined} onPress={() => onNext?.()}>
        <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}

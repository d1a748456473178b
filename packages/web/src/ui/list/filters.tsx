// Narrows a list: a search field, a select for each filter, and chips that say and undo what is chosen.
import { Search, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../action/button.tsx';
import type { Option } from '../choice/option.tsx';
import { Select } from '../choice/select.tsx';
import { cx } from '../cx.ts';
import { controlLook } from '../field/field.tsx';
import type { ListState } from './list-state.ts';

export type Filter = { readonly name: string; readonly label: string; readonly options: readonly Option[] };

const ANY = '';
/** Typing asks the server when it pauses. */
const PAUSE_MS = 250;

export function SearchField(o: { label: string; value: string; onChange: (text: string) => void }): ReactNode {
  const { value, onChange } = o;
  const [text, setText] = useState(value);
  // Back, forward and "Clear" change the address from outside.
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <div className="relative min-w-0 flex-1 basis-56 sm:max-w-xs">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-3" />
      <input
        type="search"
        aria-label={o.label}
        aria-keyshortcuts="/"
        placeholder={o.label}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChange(text);
          if (event.key === 'Escape' && text !== '') setText('');
        }}
        className={cx(controlLook, 'pl-8')}
      />
    </div>
  );
}

export function FilterSelects({ filters, list }: { filters: readonly Filter[]; list: ListState }): ReactNode {
  return filters.map((filter) => (
    <Select
      key={filter.name}
      label={filter.label}
      isLabelHidden
      options={[{ id: ANY, label: `Any ${filter.label.toLowerCase()}` }, ...filter.options]}
      value={list.filters[filter.name] ?? ANY}
      onChange={(value) => list.setFilter(filter.name, value === ANY ? undefined : value)}
      className="w-40"
    />
  ));
}

/** Nothing while nothing is chosen. */
export function FilterChips({ filters, list }: { filters: readonly Filter[]; list: ListState }): ReactNode {
  const chosen = filters.flatMap((filter) => {
    const value = list.filters[filter.name];
    const label = filter.options.find((option) => option.id === value)?.label ?? value;
    return value === undefined ? [] : [{ filter, text: `${filter.label}: ${label}` }];
  });
  if (chosen.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {chosen.map(({ filter, text }) => (
        <span key={filter.name} className="flex h-6 items-center rounded-md bg-soft pl-2 text-xs text-ink">
          {text}
          <Button
            tone="plain"
            size="iconSmall"
            className="size-6 hover:bg-transparent"
            aria-label={`Remove ${text}`}
            onPress={() => list.setFilter(filter.name, undefined)}
          >
            <X aria-hidden className="size-3!" />
          </Button>
        </span>
      ))}
      <Button tone="plain" size="small" className="h-6" onPress={list.clear}>
        Clear
      </Button>
    </div>
  );
}

// Narrows the audit log: words, action, who, days; what came by a link can be taken away.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEndpoint } from '../../api/endpoints.ts';
import { Button } from '../../ui/action/button.tsx';
import { ComboBox } from '../../ui/choice/combo-box.tsx';
import { DateRange } from '../../ui/field/date-range.tsx';
import { SearchField } from '../../ui/list/filters.tsx';
import type { ListState } from '../../ui/list/list-state.ts';
import { AUDIT_ACTIONS } from './audit-actions.ts';
import { AUDIT_FILTERS } from './audit-query.ts';

const MOST_ADMINISTRATORS = 200;

export function AuditFilters({ list }: { list: ListState }): ReactNode {
  const administrators = useEndpoint('listPeople', { query: { administrators: 'true', limit: MOST_ADMINISTRATORS } });
  const actors = [
    { id: 'system', label: 'Keyshift itself' },
    ...(administrators.data?.items ?? []).map(({ id, displayName, username }) => ({
      id,
      label: displayName,
      detail: username,
    })),
  ];
  const { action, actor, from, to } = list.filters;
  return (
    <div className="flex flex-wrap items-start gap-2">
      <SearchField label="Find entries" value={list.search} onChange={list.setSearch} />
      <ComboBox
        label="Action"
        isLabelHidden
        placeholder="Any action"
        options={AUDIT_ACTIONS.map((id) => ({ id, label: id }))}
        value={AUDIT_ACTIONS.find((id) => id === action)}
        onChange={(value) => list.setFilter('action', value)}
        className="w-52"
      />
      <ComboBox
        // The names come later than the field.
        key={String(administrators.data === undefined)}
        label="By"
        isLabelHidden
        placeholder="Anybody"
        options={actors}
        value={actor}
        onChange={(value) => list.setFilter('actor', value)}
        className="w-44"
      />
      <DateRange
        label="Days"
        value={{ from, to }}
        onChange={(days) => {
          if (days.from !== from) list.setFilter('from', days.from);
          if (days.to !== to) list.setFilter('to', days.to);
        }}
      />
    </div>
  );
}

export function AuditChips({ list }: { list: ListState }): ReactNode {
  const chosen = AUDIT_FILTERS.flatMap((name) => {
    const value = list.filters[name];
    return value === undefined ? [] : [{ name, text: `${name}: ${value}` }];
  });
  if (chosen.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {chosen.map(({ name, text }) => (
        <span key={name} className="flex h-6 items-center rounded-md bg-soft pl-2 text-xs text-ink">
          {text}
          <Button
            tone="plain"
            size="iconSmall"
            className="size-6 hover:bg-transparent"
            aria-label={`Remove ${text}`}
            onPress={() => list.setFilter(name, undefined)}
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

// One value of a difference: a list line by line, the rest as it is written.
import type { ReactNode } from 'react';

export function ChangeValue({ value }: { value: unknown }): ReactNode {
  const lines = linesOf(value);
  if (lines.length === 0) return <span className="text-ink-3">not set</span>;
  return (
    <span className="flex flex-col gap-1">
      {lines.map((line) => (
        <code key={line} className="line-clamp-4 break-all">
          {line}
        </code>
      ))}
    </span>
  );
}

function linesOf(value: unknown): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.flatMap(linesOf);
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  if (typeof value !== 'object') return [String(value)];
  const { url } = value as { url?: unknown };
  return [typeof url === 'string' ? url : JSON.stringify(value)];
}

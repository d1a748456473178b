// What changes: field, from, to.
import type { ReactNode } from 'react';
import type { Change } from '../form/changes.ts';

function Value({ text, kind }: { text: string; kind: 'from' | 'to' }): ReactNode {
  if (text === '') return <span className="text-ink-3">{kind === 'from' ? 'not set' : 'removed'}</span>;
  const look = kind === 'from' ? 'bg-bad-soft text-bad line-through' : 'bg-ok-soft text-ok';
  return <span className={`rounded-sm px-1 py-px font-mono break-all ${look}`}>{text}</span>;
}

export function Diff({ changes, label = 'Changes' }: { changes: readonly Change[]; label?: string }): ReactNode {
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse text-left">
      <thead className="text-xs text-ink-2">
        <tr>
          {['Field', 'From', 'To'].map((head) => (
            <th key={head} scope="col" className="py-1 pr-4 font-medium">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field} className="border-t border-line align-top">
            <th scope="row" className="py-1.5 pr-4 font-medium">
              {change.field}
            </th>
            <td className="py-1.5 pr-4">
              <Value text={change.from} kind="from" />
            </td>
            <td className="py-1.5">
              <Value text={change.to} kind="to" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

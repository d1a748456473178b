// One line per message for debugging: its kind and size, never what it carries.
import { CLIENT_TYPE, SERVER_TYPE } from './constants.ts';
import type { Frame } from './framer.ts';

function nameOf(table: Readonly<Record<string, number>>, type: number): string {
  const found = Object.entries(table).find(([, value]) => value === type);
  return found?.[0] ?? `0x${type.toString(16).padStart(2, '0')}`;
}

/**
 * `> parse 42` or `< readyForQuery 6`: direction, kind, bytes. Statements, parameters, rows and passwords are left out
 * on purpose, so that a trace can be shown to anybody.
 */
export function formatTrace(from: 'client' | 'server', frame: Frame): string {
  const name = nameOf(from === 'client' ? CLIENT_TYPE : SERVER_TYPE, frame.type);
  return `${from === 'client' ? '>' : '<'} ${name} ${frame.bytes.length}`;
}

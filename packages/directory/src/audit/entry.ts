// One audit entry as a line of JSON, and the hash that chains it to the one before.
import { createHash } from 'node:crypto';
import type { Trace } from './trace.ts';

export type FieldChange = { readonly field: string; readonly from: unknown; readonly to: unknown };
export type AuditEntry = {
  /** Who did it: a person's id, `key:<API key id>`, or a word such as `system`. */
  readonly actor: string;
  /** Stable dotted name such as `person.created`. */
  readonly action: string;
  /** The id of what it was done to. */
  readonly target: string;
  /** Small values that explain it; never a secret. */
  readonly details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  /** Before and after, field by field; never a secret. */
  readonly changes?: readonly FieldChange[];
  /** How a sign-in went, step by step. */
  readonly trace?: Trace;
};
export type AuditRecord = AuditEntry & { readonly sequence: number; readonly at: Date };

const CHAIN_START = 'keyshift audit';
// Half a surrogate pair, as JSON.stringify writes it: no JSON reader but JavaScript's takes it.
const LONE_SURROGATE = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** The hash before the first entry. */
export function chainStart(): Buffer {
  return createHash('sha256').update(CHAIN_START).digest();
}

export function chainHash(previous: Uint8Array, line: string): Buffer {
  return createHash('sha256').update(previous).update(line, 'utf8').digest();
}

/** The order matters: the database reads what stands before `steps`. */
export function formatEntry(entry: AuditEntry, at: Date): string {
  const { actor, action, target, details, changes } = entry;
  const { steps, ...trace } = entry.trace ?? {};
  const rest = { ...(steps && { trace, steps }), ...(details && { details }), ...(changes && { changes }) };
  const line = JSON.stringify({ at: at.toISOString(), actor, action, target, ...rest });
  return line.includes('\\ud') ? line.replace(LONE_SURROGATE, '$1\\ufffd') : line;
}

export function parseEntry(line: string, sequence: number): AuditRecord {
  type Line = AuditEntry & { at: string; steps?: Trace['steps'] };
  const { at, steps, trace, ...entry } = JSON.parse(line) as Line;
  return {
    sequence,
    at: new Date(at),
    ...entry,
    ...(trace && { trace: { ...trace, steps: steps ?? trace.steps ?? [] } }),
  };
}

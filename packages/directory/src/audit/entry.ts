// One audit entry as a line of JSON, and the hash that chains it to the one before.
import { createHash } from 'node:crypto';

export type AuditEntry = {
  /** Who did it: a person's id, or `system`. */
  readonly actor: string;
  /** Stable dotted name such as `person.created`. */
  readonly action: string;
  /** The id of what it was done to. */
  readonly target: string;
  /** Small values that explain it; never a secret. */
  readonly details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  /** What it was before and is now, field by field; never a secret. */
  readonly changes?: readonly { field: string; from: unknown; to: unknown }[];
};
export type AuditRecord = AuditEntry & { readonly sequence: number; readonly at: Date };

const CHAIN_START = 'keyshift audit';

/** The hash before the first entry. */
export function chainStart(): Buffer {
  return createHash('sha256').update(CHAIN_START).digest();
}

export function chainHash(previous: Uint8Array, line: string): Buffer {
  return createHash('sha256').update(previous).update(line, 'utf8').digest();
}

export function formatEntry(entry: AuditEntry, at: Date): string {
  const { actor, action, target, details, changes } = entry;
  return JSON.stringify({
    at: at.toISOString(),
    ...{ actor, action, target },
    ...(details && { details }),
    ...(changes && { changes }),
  });
}

export function parseEntry(line: string, sequence: number): AuditRecord {
  const { at, ...entry } = JSON.parse(line) as AuditEntry & { at: string };
  return { sequence, at: new Date(at), ...entry };
}

// The names behind the ids in audit entries, as they are now; what is gone keeps the name that its entry recorded.
import type { Database } from '@keyshift/postgres';
import { summarize } from './action-words.ts';
import type { AuditRecord, FieldChange } from './entry.ts';

export type AuditView = Omit<AuditRecord, 'details' | 'changes'> & {
  readonly actorName: string;
  readonly targetName: string | null;
  /** A sentence. */
  readonly summary: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly changes: readonly FieldChange[];
};

const WORDS: Readonly<Record<string, string>> = {
  system: 'Keyshift',
  rollout: 'keyshift apply',
  unknown: 'Somebody unknown',
};
const RECORDED = ['label', 'name', 'username', 'groupName'];

const NAMES = `
  SELECT id, display_name AS name FROM directory.person WHERE id = ANY ($1::text[])
  UNION ALL SELECT id, name FROM directory.user_group WHERE id = ANY ($1::text[])
  UNION ALL SELECT id, label FROM directory.application WHERE id = ANY ($1::text[])
  UNION ALL SELECT id, name FROM directory.api_key WHERE id = ANY ($1::text[])`;

async function readNames(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await database.query<{ id: string; name: string }>(NAMES, [ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The id of the API key that acted, if one did. */
function apiKeyOf(actor: string): string | undefined {
  return actor.startsWith('key:') ? actor.slice('key:'.length) : undefined;
}

function actorNameOf({ actor, trace }: AuditRecord, names: ReadonlyMap<string, string>): string {
  const apiKey = apiKeyOf(actor);
  if (apiKey !== undefined) return `API key ${names.get(apiKey) ?? apiKey}`;
  return names.get(actor) ?? WORDS[actor] ?? trace?.username ?? actor;
}

function idsOf({ actor, target, details = {} }: AuditRecord): unknown[] {
  return [apiKeyOf(actor) ?? actor, target, details['personId'], details['groupId']];
}

function recordedName({ details = {} }: AuditRecord): string | null {
  const field = RECORDED.find((one) => typeof details[one] === 'string');
  return field === undefined ? null : String(details[field]);
}

function toView(record: AuditRecord, names: ReadonlyMap<string, string>): AuditView {
  const { details = {}, changes = [] } = record;
  const nameOf = (id: unknown) => names.get(String(id)) ?? String(id);
  const actorName = actorNameOf(record, names);
  const targetName = names.get(record.target) ?? recordedName(record);
  const wording = { actor: actorName, target: targetName ?? record.target, details, nameOf };
  return { ...record, details, changes, actorName, targetName, summary: summarize(record.action, wording) };
}

export async function withNames(database: Database, records: readonly AuditRecord[]): Promise<AuditView[]> {
  const ids = records.flatMap(idsOf).filter((id): id is string => typeof id === 'string');
  const names = await readNames(database, [...new Set(ids)]);
  return records.map((record) => toView(record, names));
}

const MOST_FOUND = 100;
const SEARCH = `
  (SELECT id FROM directory.person WHERE strpos(username, $1) > 0 OR strpos(lower(display_name), $1) > 0 LIMIT ${MOST_FOUND})
  UNION ALL (SELECT id FROM directory.user_group WHERE strpos(lower(name), $1) > 0 LIMIT ${MOST_FOUND})
  UNION ALL (SELECT id FROM directory.application
    WHERE strpos(lower(label), $1) > 0 OR strpos(name, $1) > 0 LIMIT ${MOST_FOUND})`;

/** Ids of what is called so, and the text itself, for it may be an id. */
export async function findIds(database: Database, search: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(SEARCH, [search.toLowerCase()]);
  return [search, ...rows.map(({ id }) => id)];
}

// Filters of the audit log as SQL conditions that the indexes on `facts` can answer.

/** Collects conditions with their values; `$n` is numbered as they come. */
export class Conditions {
  readonly #texts: string[] = [];
  readonly values: unknown[] = [];

  /** `text` has `?` where the value goes. Nothing is added for an undefined value. */
  add(text: string, value: unknown): this {
    if (value !== undefined) this.#texts.push(text.replaceAll('?', this.value(value)));
    return this;
  }

  addText(text: string): this {
    this.#texts.push(text);
    return this;
  }

  /** The placeholder of a value that is used elsewhere in the statement. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  toString(): string {
    return this.#texts.length === 0 ? 'true' : this.#texts.join(' AND ');
  }
}

export type AuditFilter = {
  /** Words of a person's name, part of a group's or application's, an id, an assertion's ID, or part of an action's name. */
  readonly search?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
};

// Entries are written nearly in order of time, so a moment is near a place in the log. Processes' clocks and batches
// differ a little: this many entries on either side are looked at too.
const SLACK = 1_000;

const firstSince = `(SELECT coalesce(min(near.sequence), 9000000000000000) FROM (SELECT sequence
  FROM directory.audit WHERE facts->>'at' >= ? ORDER BY facts->>'at', sequence LIMIT 1) near)`;
const lastUntil = `(SELECT coalesce(max(near.sequence), 0) FROM (SELECT sequence
  FROM directory.audit WHERE facts->>'at' <= ? ORDER BY facts->>'at' DESC, sequence DESC LIMIT 1) near)`;

// Each bound on the sequence is given twice, for the primary key and for the indexes that count backwards; the time
// itself is looked at only where the place in the log does not settle it.
function addTimes(conditions: Conditions, { from, to }: Pick<AuditFilter, 'from' | 'to'>): void {
  const [since, until] = [from?.toISOString(), to?.toISOString()];
  conditions.add(`u.sequence >= ${firstSince} - ${SLACK} AND -u.sequence <= ${SLACK} - ${firstSince}`, since);
  conditions.add(`(u.sequence > ${firstSince} + ${SLACK} OR u.facts#>>'{at}' >= ?)`, since);
  conditions.add(`u.sequence <= ${lastUntil} + ${SLACK} AND -u.sequence >= -${SLACK} - ${lastUntil}`, until);
  conditions.add(`(u.sequence < ${lastUntil} - ${SLACK} OR u.facts#>>'{at}' <= ?)`, until);
}

export function addBefore(conditions: Conditions, before: number = Number.MAX_SAFE_INTEGER): Conditions {
  return conditions.add('u.sequence < ?::bigint AND -u.sequence > -?::bigint', before);
}

/** Columns of `facts` in the order in which they lead to few entries. */
type Leading = 'target' | 'actor' | 'action' | 'person' | 'application' | 'username';

export function filterConditions(filter: Omit<AuditFilter, 'search'>): Conditions {
  const conditions = new Conditions();
  for (const field of ['target', 'actor', 'action'] as const) conditions.add(aside(field), filter[field]);
  addTimes(conditions, filter);
  return conditions;
}

/** A condition that no index answers: it only sorts out what another one has led to. */
export function aside(field: string): string {
  return `u.facts#>>'{${field}}' = ?`;
}

/**
 * The newest `limit` sequences whose `field` has one of the values: for each value its own short walk along the index,
 * so that one that occurs often costs no more than a rare one.
 */
export function newestOf(o: { field: Leading; values: string; conditions: Conditions; limit: string }): string {
  const { field, values, conditions, limit } = o;
  const traces =
    field === 'target' || field === 'actor' || field === 'action' ? '' : `u.facts->>'trace' IS NOT NULL AND`;
  return `SELECT hit.sequence FROM unnest(${values}::text[]) AS wanted(value) CROSS JOIN LATERAL (
    SELECT u.sequence FROM directory.audit u
    WHERE ${traces} u.facts->>'${field}' = wanted.value AND ${conditions}
    ORDER BY -u.sequence LIMIT ${limit}) hit`;
}

/** Entries of the sequences that `hits` selects, newest first. */
export function entriesOf(hits: readonly string[], limit: string): string {
  return `SELECT a.sequence, a.entry FROM directory.audit a
    WHERE a.sequence IN (SELECT sequence FROM (${hits.join(' UNION ')}) found ORDER BY sequence DESC LIMIT ${limit})
    ORDER BY a.sequence DESC`;
}

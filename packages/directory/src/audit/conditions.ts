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
  /** Part of a name of a person, group or application, an id, or part of an action's name. */
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

export function addTimes(conditions: Conditions, { from, to }: Pick<AuditFilter, 'from' | 'to'>): void {
  conditions.add(`u.facts->>'at' >= ?`, from?.toISOString());
  conditions.add(`u.facts->>'at' <= ?`, to?.toISOString());
  conditions.add(
    `u.sequence >= (SELECT coalesce(min(near.sequence), 9000000000000000) - ${SLACK} FROM (SELECT sequence
      FROM directory.audit WHERE facts->>'at' >= ? ORDER BY facts->>'at', sequence LIMIT 1) near)`,
    from?.toISOString(),
  );
  conditions.add(
    `u.sequence <= (SELECT coalesce(max(near.sequence), 0) + ${SLACK} FROM (SELECT sequence
      FROM directory.audit WHERE facts->>'at' <= ? ORDER BY facts->>'at' DESC, sequence DESC LIMIT 1) near)`,
    to?.toISOString(),
  );
}

export function filterConditions(filter: Omit<AuditFilter, 'search'>): Conditions {
  const conditions = new Conditions();
  conditions.add(`u.facts->>'actor' = ?`, filter.actor);
  conditions.add(`u.facts->>'action' = ?`, filter.action);
  conditions.add(`u.facts->>'target' = ?`, filter.target);
  addTimes(conditions, filter);
  return conditions;
}

/**
 * The newest `limit` sequences whose `field` has one of the values: for each value its own short walk along the index,
 * so that one that occurs often costs no more than a rare one.
 */
export function newestOf(o: { field: string; values: string; conditions: Conditions; limit: string }): string {
  return `SELECT hit.sequence FROM unnest(${o.values}::text[]) AS wanted(value) CROSS JOIN LATERAL (
    SELECT u.sequence FROM directory.audit u
    WHERE u.facts->>'${o.field}' = wanted.value AND ${o.conditions} ORDER BY u.sequence DESC LIMIT ${o.limit}) hit`;
}

/** Entries of the sequences that `hits` selects, newest first. */
export function entriesOf(hits: readonly string[], limit: string): string {
  return `SELECT a.sequence, a.entry FROM directory.audit a
    WHERE a.sequence IN (SELECT sequence FROM (${hits.join(' UNION ')}) found ORDER BY sequence DESC LIMIT ${limit})
    ORDER BY a.sequence DESC`;
}

// What a list of people is narrowed to, each condition in two forms: for one person, and as the names of all who fit.
import type { AdminRole, PersonState } from '../person-rules.ts';
import { typedWords } from '../search-words.ts';

export type PersonFilter = {
  /** Every word must begin a word of user name, e-mail or display name. */
  search?: string | undefined;
  state?: PersonState | undefined;
  groupId?: string | undefined;
  /** Only people with a role. */
  administrators?: boolean | undefined;
};
export type PersonRow = {
  id: string;
  username: string;
  displayName: string;
  email: string;
  state: PersonState;
  role: AdminRole | null;
  department: string | null;
  groupCount: number;
  lastSignInAt: Date | null;
};

/** The values of one statement; each gets the placeholder that stands for it. */
export class Values {
  readonly list: unknown[] = [];
  put(value: unknown): string {
    return `$${this.list.push(value)}`;
  }
}

/** User names from an index alone: `SELECT <column> FROM <from>`. */
type Names = { readonly column: string; from(values: Values): string };
export type Condition = {
  /** Whether the person `p` fits. */
  fits(values: Values): string;
  readonly names?: Names;
  /** Names come in order of user name. Else they are those of many words, each in order by itself. */
  readonly isOrdered?: boolean;
  readonly word?: string;
  readonly groupId?: string;
};
export type Named = Condition & { readonly names: Names };

// No letter stands behind it: all words that begin with a text are between the text and the text with this.
const LAST = '\u{10FFFF}';

/** The words that begin with `word`, for the column `w.word`. */
export function wordRange(values: Values, word: string): string {
  return `w.word >= ${values.put(word)} AND w.word < ${values.put(word + LAST)}`;
}

function wordCondition(word: string): Named {
  return {
    word,
    fits: (values) => `p.search @@ ${values.put(`'${word}':*`)}::tsquery`,
    names: { column: 'w.username', from: (values) => `directory.person_word w WHERE ${wordRange(values, word)}` },
  };
}

function groupCondition(groupId: string): Named {
  const member = (values: Values) => `directory.membership m WHERE m.group_id = ${values.put(groupId)}`;
  return {
    groupId,
    isOrdered: true,
    // A scalar, not EXISTS: the planner would rather collect the whole group first.
    fits: (values) => `(SELECT true FROM ${member(values)} AND m.person_id = p.id)`,
    names: { column: 'm.username', from: member },
  };
}

// Written out, not parameters, so that the partial indexes are seen to fit.
function stateCondition(state: PersonState): Condition {
  if (state === 'active') return { fits: () => "p.state = 'active'" };
  const is = (alias: string) => `${alias}.state <> 'active' AND ${alias}.state = '${state}'`;
  const names = { column: 's.username', from: () => `directory.person s WHERE ${is('s')}` };
  return { isOrdered: true, fits: () => is('p'), names };
}

const ADMINISTRATOR: Named = {
  isOrdered: true,
  fits: () => 'p.role IS NOT NULL',
  names: { column: 'r.username', from: () => 'directory.person r WHERE r.role IS NOT NULL' },
};

export function conditionsOf(filter: PersonFilter): Condition[] {
  const { search, state, groupId, administrators } = filter;
  return [
    ...typedWords(search ?? '').map(wordCondition),
    ...(groupId === undefined ? [] : [groupCondition(groupId)]),
    ...(state === undefined ? [] : [stateCondition(state)]),
    ...(administrators === true ? [ADMINISTRATOR] : []),
  ];
}

export function isNamed(condition: Condition): condition is Named {
  return condition.names !== undefined;
}

/** Whether `p` fits them all. */
export function fitsAll(conditions: readonly Condition[], values: Values): string {
  return conditions.length === 0 ? 'true' : conditions.map((one) => one.fits(values)).join(' AND ');
}

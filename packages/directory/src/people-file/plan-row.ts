// One row of a file: the person it asks for, or everything that is wrong with it, field by field.
import { type Finding, nearestName } from '@keyshift/base';
import { changesBetween } from '../changes.ts';
import { findProblems } from '../field-rules.ts';
import {
  type AdminRole,
  cleanPerson,
  PERSON_STATES,
  type Person,
  type PersonState,
  personRules,
} from '../person/person-rules.ts';
import type { Custom, Profile } from '../person/profile-rules.ts';
import { mayActOn } from '../person/rank.ts';
import { isProfileField } from './columns.ts';
import type { Known, KnownPerson } from './known.ts';

export type ImportMode = 'create' | 'create_or_update';
export type PlannedRow =
  | { readonly outcome: 'refused'; readonly findings: readonly Finding[] }
  | {
      readonly outcome: 'created' | 'updated' | 'unchanged';
      readonly person: Omit<Person, 'id'>;
      readonly existing: KnownPerson | undefined;
      /** Undefined if the file does not tell. */
      readonly groupIds: readonly string[] | undefined;
    };
type Cells = ReadonlyMap<string, string>;
type Context = {
  readonly known: Known;
  readonly mode: ImportMode;
  readonly actorRole: AdminRole | null | undefined;
  /** Row numbers of user names and addresses above. */
  readonly above: { readonly usernames: Map<string, number>; readonly emails: Map<string, number> };
};

export function refusal(field: string, why: string, fix: string): Finding {
  return { level: 'error', code: `directory.${field}`, where: field, what: 'this row was not imported', why, fix };
}

export function planRow(cells: Cells, number: number, context: Context): PlannedRow {
  const username = (cells.get('username') ?? '').trim();
  const existing = context.known.byUsername.get(username);
  const groups = readGroups(cells.get('groups'), context.known.groups);
  const state = readState(cells.get('state'), existing);
  const person = cleanPerson(wanted(cells, { username, existing, state: state.value }));
  const findings = [
    ...findProblems('row', personRules(person)).map((one) => ({ ...one, what: 'this row was not imported' })),
    ...state.findings,
    ...groups.findings,
    ...ownFindings(person, existing, context),
    ...twinFindings(person, number, context.above),
  ];
  if (findings.length > 0) return { outcome: 'refused', findings };
  return { outcome: outcomeOf(person, existing, groups.ids), person, existing, groupIds: groups.ids };
}

function outcomeOf(
  person: Omit<Person, 'id'>,
  existing: KnownPerson | undefined,
  groupIds: readonly string[] | undefined,
): 'created' | 'updated' | 'unchanged' {
  if (existing === undefined) return 'created';
  const hasSameGroups = groupIds === undefined || sorted(groupIds) === sorted(existing.groupIds);
  return hasSameGroups && changesBetween(existing, person).length === 0 ? 'unchanged' : 'updated';
}

function sorted(ids: readonly string[]): string {
  return [...ids].sort().join(' ');
}

// A column that the file does not have leaves the field as it is; an empty cell empties it.
function wanted(cells: Cells, o: { username: string; existing: KnownPerson | undefined; state: PersonState }) {
  const { username, existing, state } = o;
  const profile: Record<string, string> = { ...existing?.profile };
  const custom: Record<string, string> = { ...existing?.custom };
  for (const [name, value] of cells) {
    if (isProfileField(name)) profile[name] = value;
    else if (name.startsWith('custom.')) custom[name.slice('custom.'.length)] = value;
  }
  return {
    username,
    displayName: cells.get('displayName') ?? existing?.displayName ?? '',
    email: cells.get('email') ?? existing?.email ?? '',
    state,
    role: existing?.role ?? null,
    profile: profile as Profile,
    custom: custom as Custom,
  };
}

// Who is new has no password yet, so they are staged unless the file says otherwise.
function readState(cell: string | undefined, existing: KnownPerson | undefined) {
  const text = (cell ?? '').trim().toLowerCase();
  const value = PERSON_STATES.find((state) => state === text);
  if (value !== undefined || text === '') return { value: value ?? existing?.state ?? 'staged', findings: [] };
  const why = `"${text.slice(0, 40)}" is no state`;
  return { value: 'staged' as const, findings: [refusal('state', why, `write ${PERSON_STATES.join(', ')}`)] };
}

function readGroups(cell: string | undefined, known: ReadonlyMap<string, string>) {
  if (cell === undefined) return { ids: undefined, findings: [] };
  const names = [...new Set(cell.split(';').map((name) => name.trim()))].filter((name) => name !== '');
  const ids = names.flatMap((name) => known.get(name) ?? []);
  const findings = names
    .filter((name) => !known.has(name))
    .map((name) => {
      const shown = name.slice(0, 63);
      const nearest = nearestName(shown, [...known.keys()]);
      const fix = nearest === undefined ? 'create the group first' : `write "${nearest}", or create the group first`;
      return refusal('groups', `there is no group "${shown}"`, fix);
    });
  return { ids, findings };
}

function ownFindings(person: Omit<Person, 'id'>, existing: KnownPerson | undefined, context: Context): Finding[] {
  const { known, mode, actorRole } = context;
  const holder = known.byEmail.get(person.email);
  const findings: Finding[] = [];
  if (existing !== undefined && mode === 'create') {
    const fix = 'remove the row, or import with "create or update"';
    findings.push(refusal('username', `"${person.username}" exists already`, fix));
  }
  if (holder !== undefined && holder.id !== existing?.id) {
    findings.push(refusal('email', `"${holder.username}" has this address`, 'write another address'));
  }
  if (existing?.role === 'owner' && existing.state !== person.state) {
    findings.push(refusal('state', 'an owner’s state is not changed by a file', 'change it on the person’s page'));
  }
  if (existing !== undefined && actorRole !== undefined && !mayActOn(actorRole, existing.role)) {
    findings.push(refusal('outranked', 'this administrator has a higher role than yours', 'remove the row'));
  }
  return findings;
}

function twinFindings(person: Omit<Person, 'id'>, number: number, above: Context['above']): Finding[] {
  const twin = (field: string, text: string, seen: Map<string, number>) => {
    const row = seen.get(text);
    if (row === undefined) seen.set(text, number);
    return row === undefined ? [] : [refusal(field, `row ${row} has it as well`, 'remove one of the two rows')];
  };
  return [
    ...twin('username', person.username, above.usernames),
    ...(person.email === '' ? [] : twin('email', person.email, above.emails)),
  ];
}

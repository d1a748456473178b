// What is asked of a directory: each as the portal's request and, for the limit below it, as the call without HTTP.
import type { Directory, PeoplePageInput } from '@keyshift/directory';
import { LATE } from './fill.ts';

export type Call = { readonly path: string; run(): Promise<unknown> };
export type Scenario = { readonly name: string; call(i: number): Call };

const GROUP = 'grp_7';
const DAY_MS = 86_400_000;

/** Words and cursors come from the directory itself, so that each finds somebody at every size. */
export async function scenariosOf(directory: Directory): Promise<Scenario[]> {
  const { people, groups, audit } = directory;
  const cursors = await walkAhead(directory);
  const some = await people.list({ limit: 1_000 });
  const names = some.map(({ displayName }) => displayName.split(' ')[1] ?? '');
  const list = (input: PeoplePageInput): Call => ({ path: pathOf('people', input), run: () => people.page(input) });
  const inGroup = (search?: string): Call => ({
    path: pathOf(`groups/${GROUP}/members`, { search }),
    run: () => groups.members(GROUP, { search }),
  });
  const named = (i: number) => names[(i * 37) % names.length] ?? '';
  const countSignIns = () => audit.countTraces({ since: new Date(Date.now() - DAY_MS), kind: 'sso' });
  return [
    { name: 'people: first page, exact count', call: () => list({}) },
    { name: 'people: next page', call: (i) => list({ cursor: cursors[i % cursors.length] }) },
    { name: 'people: a last name', call: (i) => list({ search: named(i) }) },
    { name: 'people: a word of everybody', call: () => list({ search: 'example' }) },
    { name: 'people: a word of one in 50', call: () => list({ search: 'partner' }) },
    { name: 'people: a word of one in 300', call: () => list({ search: 'agency' }) },
    { name: 'people: a word late in the order', call: () => list({ search: LATE }) },
    { name: 'people: two letters of many names', call: (i) => list({ search: named(i).slice(0, 2) }) },
    { name: 'people: two words of many', call: (i) => list({ search: `${LATE} ${named(i).slice(0, 1)}` }) },
    { name: 'people: in order of age, a word of 50', call: () => list({ search: 'partner', sort: 'createdAt' }) },
    { name: 'group: first page', call: () => inGroup() },
    { name: 'group: a last name', call: (i) => inGroup(named(i)) },
    { name: 'group: a word of everybody', call: () => inGroup('example') },
    { name: 'group: a word late in the order', call: () => inGroup(LATE) },
    { name: 'audit: newest', call: () => ({ path: pathOf('audit', {}), run: () => audit.list({}) }) },
    {
      name: 'audit: of a person, by name',
      call: (i) => ({
        path: pathOf('audit', { search: named(i) }),
        run: () => audit.list({ search: named(i) }),
      }),
    },
    {
      name: 'sign-ins: refused',
      call: () => ({
        path: pathOf('traces', { outcome: 'refused' }),
        run: () => audit.traces({ outcome: 'refused' }),
      }),
    },
    { name: 'overview, its count of sign-ins alone', call: () => ({ path: '/api/v1/overview', run: countSignIns }) },
  ];
}

async function walkAhead({ people }: Directory): Promise<string[]> {
  const cursors: string[] = [];
  for (let page = await people.page({}); page.next !== null && cursors.length < 15; ) {
    cursors.push(page.next);
    page = await people.page({ cursor: page.next });
  }
  return cursors;
}

function pathOf(list: string, query: Readonly<Record<string, string | boolean | number | undefined>>): string {
  const set = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return `/api/v1/${list}?${new URLSearchParams(set)}`;
}

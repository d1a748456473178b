import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Application, Person } from '../index.ts';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';
import { ACTION_WORDS, summarize } from './action-words.ts';
import { chainStart } from './entry.ts';
import type { Trace } from './trace.ts';

let t: TestDirectory;
let alice: Person;
let app: Application;
const START = new Date('2026-11-23T12:00:00Z');
const at = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

function trace(id: string, change: Partial<Trace> = {}): Trace {
  return {
    ...{ id, kind: 'sso', flow: 'idp', personId: alice.id, username: 'alice', applicationId: app.id },
    ...{ applicationLabel: app.label, outcome: 'succeeded', code: null, address: '192.0.2.1', userAgent: 'test' },
    ...{ milliseconds: 1.5, steps: [], refusal: null },
    ...change,
  } as Trace;
}
const append = (one: Trace, action: string) =>
  t.directory.audit.append({
    actor: one.personId ?? 'unknown',
    action,
    target: one.applicationId ?? 'unknown',
    trace: one,
  });

beforeAll(async () => {
  t = await startTestDirectory();
  const person = { username: 'alice', displayName: 'Alice Liddell', email: 'alice@example.com' };
  alice = await t.directory.people.create(person, 'system');
  app = await t.directory.applications.create({ connector: 'redshift', label: 'Warehouse', entityId: 'x' }, alice.id);
  t.clock.now = at(1);
  await append(trace('trc_1'), 'sso.issued');
  t.clock.now = at(2);
  const refusal = { what: 'a', why: 'b', fix: 'c' };
  const steps = [{ name: 's', title: 'S', outcome: 'refused', milliseconds: 1, facts: { n: 1 } }] as const;
  await append(trace('trc_2', { outcome: 'refused', code: 'idp.not_entitled', steps, refusal }), 'sso.refused');
  t.clock.now = at(3);
  const nobody = {
    kind: 'login',
    flow: null,
    personId: null,
    username: 'nob\0ody',
    applicationId: null,
    outcome: 'refused',
  } as const;
  await append(trace('trc_3', { ...nobody, applicationLabel: null, code: 'wrong' }), 'session.refused');
});
afterAll(() => t.stop());

const traceIds = async (o: object) => (await t.directory.audit.traces(o)).map((one) => one.id);
const actions = async (o: object) => (await t.directory.audit.list(o)).map((one) => one.action);

describe('traces', () => {
  it('are in the audit entry, and come back whole', async () => {
    const { sequence, at: moment, ...whole } = await t.directory.audit.trace('trc_2');
    expect(whole).toMatchObject({
      id: 'trc_2',
      code: 'idp.not_entitled',
      refusal: { fix: 'c' },
      steps: [{ facts: { n: 1 } }],
    });
    expect([sequence, moment]).toEqual([4, at(2)]);
    expect((await t.directory.audit.list({ limit: 2 }))[1]?.trace).toEqual(whole);
    await expect(t.directory.audit.trace('trc_x')).rejects.toMatchObject({ code: 'directory.not_found' });
  });

  it('are filtered and searched, newest first', async () => {
    expect(await traceIds({})).toEqual(['trc_3', 'trc_2', 'trc_1']);
    expect(await traceIds({ limit: 1 })).toEqual(['trc_3']);
    expect(await traceIds({ before: 5 })).toEqual(['trc_2', 'trc_1']);
    expect(await traceIds({ outcome: 'refused' })).toEqual(['trc_3', 'trc_2']);
    expect(await traceIds({ kind: 'sso' })).toEqual(['trc_2', 'trc_1']);
    expect(await traceIds({ kind: 'logout' })).toEqual([]);
    expect(await traceIds({ personId: alice.id, outcome: 'succeeded' })).toEqual(['trc_1']);
    expect(await traceIds({ applicationId: app.id })).toEqual(['trc_2', 'trc_1']);
    expect(await traceIds({ search: 'liddell' })).toEqual(['trc_2', 'trc_1']);
    expect(await traceIds({ search: 'wareh', outcome: 'refused' })).toEqual(['trc_2']);
    expect(await traceIds({ search: 'nob\u{fffd}ody' })).toEqual(['trc_3']);
    expect(await traceIds({ search: 'zzz' })).toEqual([]);
    expect(await t.directory.audit.countTraces({ since: START, kind: 'sso' })).toEqual({ succeeded: 1, refused: 1 });
    expect(await t.directory.audit.countTraces({ since: at(2), kind: 'sso' })).toEqual({ succeeded: 0, refused: 1 });
  });

  it('tell when an application was last used', async () => {
    const group = await t.directory.groups.create({ name: 'users_of_it' }, 'system');
    await t.directory.groups.addMember(group.id, alice.id, 'system');
    await t.directory.applications.entitle(app.id, { groupId: group.id, roleArn: null }, 'system');
    expect((await t.directory.applications.usableBy(alice.id))[0]?.lastUsedAt).toEqual(at(1));
    expect((await t.directory.applications.page({})).items[0]?.lastSignInAt).toEqual(at(1));
  });
});

describe('the list of the audit log', () => {
  it('has names as they are now, and sentences', async () => {
    const [entry] = await t.directory.audit.list({ action: 'sso.issued' });
    expect(entry).toMatchObject({
      actorName: 'Alice Liddell',
      targetName: 'Warehouse',
      summary: 'Alice Liddell signed in to Warehouse',
    });
    const [created] = await t.directory.audit.list({ action: 'person.created' });
    expect(created).toMatchObject({ actorName: 'Keyshift', summary: 'Keyshift created Alice Liddell' });
    const [added] = await t.directory.audit.list({ action: 'group.member_added' });
    expect(added?.summary).toBe('Keyshift added Alice Liddell to users_of_it');
    const [refused] = await t.directory.audit.list({ action: 'session.refused' });
    expect(refused).toMatchObject({ actorName: 'Somebody unknown', targetName: null });
  });

  it('is filtered by actor, target and time, and searched by name and action', async () => {
    expect(await actions({ actor: alice.id, to: at(2) })).toEqual(['sso.refused', 'sso.issued', 'application.created']);
    expect(await actions({ actor: alice.id, from: at(1), to: at(1) })).toEqual(['sso.issued']);
    expect(await actions({ target: app.id, action: 'sso.refused' })).toEqual(['sso.refused']);
    expect(await actions({ from: new Date('2030-01-01') })).toEqual([]);
    expect(await actions({ to: new Date('2000-01-01') })).toEqual([]);
    expect(await actions({ search: 'Warehouse', to: at(2), limit: 2 })).toEqual(['sso.refused', 'sso.issued']);
    expect(await actions({ search: 'sso.', before: 4 })).toEqual(['sso.issued']);
    expect(await actions({ search: app.id, action: 'application.created' })).toEqual(['application.created']);
  });

  it('is exported as lines whose hashes anybody can recompute', async () => {
    let previous = chainStart();
    let count = 0;
    for await (const line of t.directory.audit.export()) {
      const { sequence, hash } = JSON.parse(line) as { sequence: number; hash: string };
      const entry = line.slice(line.indexOf('"entry":') + 8, -2);
      previous = createHash('sha256').update(previous).update(entry).digest();
      count += 1;
      expect([sequence, hash]).toEqual([count, previous.toString('hex')]);
    }
    expect(await t.directory.audit.verifyChain()).toEqual({ ok: true, entries: count });
    const some: string[] = [];
    for await (const line of t.directory.audit.export({ action: 'sso.issued' })) some.push(line);
    expect(some).toHaveLength(1);
  });

  it('takes text that is no well-formed Unicode', async () => {
    const details = { text: 'a\ud800b', literal: '\\ud800', nul: '\0' };
    await t.directory.audit.append({ actor: 'system', action: 'test.done', target: 'x', details });
    const [entry] = await t.directory.audit.list({ action: 'test.done' });
    expect(entry?.details).toEqual({ text: 'a\u{fffd}b', literal: '\\ud800', nul: '\0' });
  });
});

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile() && one.name.endsWith('.ts') && !/\.test\.ts$/.test(one.name))
    .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'));
}

describe('the words', () => {
  it('are there for every action that the directory and the identity provider record', () => {
    const packages = join(import.meta.dirname, '../../..');
    const text = ['directory', 'idp'].flatMap((name) => sourcesOf(join(packages, name, 'src'))).join('\n');
    // Names such as 'application.key_staged' beside the word action, or in a table of actions.
    const used = [...text.matchAll(/\baction(?:: string)?(?::| =|, ')? ?'?([a-z]+\.[a-z_]+)'/gi)].map(
      (match) => match[1] ?? '',
    );
    expect(used.length).toBeGreaterThan(15);
    expect(used.filter((action) => !Object.hasOwn(ACTION_WORDS, action))).toEqual([]);
  });

  it.each(Object.keys(ACTION_WORDS))('of %s are a sentence', (action) => {
    const details = { personId: 'usr_1', groupId: 'grp_1', keyId: 'key_1', state: 'active' };
    const sentence = summarize(action, { actor: 'Ann', target: 'Thing', details, nameOf: String });
    expect(sentence).toMatch(/^Ann /);
    expect(sentence).not.toMatch(/undefined|null|\[object/);
  });

  it('fall back to the name of an action of another version', () => {
    const wording = { actor: 'Ann', target: 'Thing', details: {}, nameOf: String };
    expect(summarize('future.done', wording)).toBe('Ann: future.done, Thing');
    expect(summarize('constructor', wording)).toBe('Ann: constructor, Thing');
  });
});

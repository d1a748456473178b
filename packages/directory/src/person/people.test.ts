import { Secret } from '@keyshift/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminRole, checkRank, type Person } from '../index.ts';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
});
afterAll(() => t.stop());

const input = (username: string) => ({ username, displayName: username, email: `${username}@example.com` });
const newPerson = (username: string, more: object = {}) =>
  t.directory.people.create({ ...input(username), ...more }, 'system');
const by = (version: number) => ({ version, actor: 'usr_admin' });
const entriesOf = async (person: Person) =>
  (await t.directory.audit.list()).filter(({ target }) => target === person.id);

async function withoutOwners(): Promise<void> {
  await t.database.query("UPDATE directory.person SET role = NULL WHERE role = 'owner'", []);
}

describe('a profile', () => {
  it('is kept trimmed, without empty fields, and replaced as a whole', async () => {
    const profile = { department: ' Sales ', jobTitle: '', phone: '+49 1' };
    const made = await newPerson('profile', { profile, custom: { costCentre: '77', empty: ' ' } });
    expect(made).toMatchObject({ profile: { department: 'Sales', phone: '+49 1' }, custom: { costCentre: '77' } });
    expect(await t.directory.people.get(made.id)).toEqual(made);
    const changed = await t.directory.people.update(made.id, { profile: { country: 'DE' }, custom: {} }, by(1));
    expect(changed).toMatchObject({ profile: { country: 'DE' }, custom: {}, version: 2 });
  });

  it('tells everything that is wrong at once: directory.invalid', async () => {
    const custom = { '1st': 'x', long: 'x'.repeat(1_001), lines: 'a\nb' };
    const made = newPerson('wrong', { displayName: '', profile: { department: 'x'.repeat(257) }, custom });
    const where = ['displayName', 'department', 'custom.1st', 'custom.lines', 'custom.long'];
    await expect(made).rejects.toMatchObject({
      code: 'directory.invalid',
      details: { findings: where.map((one) => ({ where: one })) },
    });
  });

  it('has at most 30 custom attributes: directory.invalid', async () => {
    const custom = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`a${i}`, 'x']));
    await expect(newPerson('thirty', { custom: custom(30) })).resolves.toBeDefined();
    await expect(newPerson('more', { custom: custom(31) })).rejects.toMatchObject({ code: 'directory.invalid' });
  });
});

describe('an update', () => {
  it('changes what it names, and tells the log what was before', async () => {
    const made = await newPerson('update', { profile: { department: 'Sales' } });
    t.clock.now = new Date(t.clock.now.getTime() + 1_000);
    const change = { displayName: 'New Name', email: undefined, profile: { department: 'Support' } };
    const changed = await t.directory.people.update(made.id, change, by(1));
    expect(changed).toMatchObject({ displayName: 'New Name', email: made.email, version: 2, updatedAt: t.clock.now });
    expect(await entriesOf(made)).toMatchObject([
      {
        actor: 'usr_admin',
        action: 'person.updated',
        changes: [
          { field: 'displayName', from: 'update', to: 'New Name' },
          { field: 'profile.department', from: 'Sales', to: 'Support' },
        ],
      },
      { action: 'person.created' },
    ]);
    expect(await t.directory.people.page({ search: 'new' })).toMatchObject({ items: [{ username: 'update' }] });
  });

  it('that changes nothing is no version and no entry', async () => {
    const made = await newPerson('same');
    expect(await t.directory.people.update(made.id, { displayName: ' same ' }, by(1))).toEqual(made);
    expect(await entriesOf(made)).toHaveLength(1);
  });

  it('of an older version is refused, also of ten at once: directory.changed_meanwhile', async () => {
    const made = await newPerson('race');
    const updates = Array.from({ length: 10 }, (_, i) =>
      t.directory.people.update(made.id, { displayName: `Name ${i}` }, by(1)),
    );
    const results = await Promise.allSettled(updates);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(t.directory.people.update(made.id, { displayName: 'Late' }, by(1))).rejects.toMatchObject({
      code: 'directory.changed_meanwhile',
    });
  });

  it('cannot take another’s name or address, nor change who is not there', async () => {
    const made = await newPerson('taker');
    await newPerson('holder');
    const taken = { code: 'directory.taken' };
    await expect(t.directory.people.update(made.id, { username: 'holder' }, by(1))).rejects.toMatchObject(taken);
    await expect(t.directory.people.update(made.id, { email: 'HOLDER@example.com' }, by(1))).rejects.toMatchObject(
      taken,
    );
    const missing = { code: 'directory.not_found' };
    await expect(t.directory.people.update('usr_x', {}, by(1))).rejects.toMatchObject(missing);
    await expect(t.directory.people.remove('usr_x', 'system')).rejects.toMatchObject(missing);
    await expect(t.directory.people.details('usr_x')).rejects.toMatchObject(missing);
    await expect(t.directory.people.unlock('usr_x', 'system')).rejects.toMatchObject(missing);
  });
});

describe('the last active owner', () => {
  it('is not demoted, suspended or deleted: directory.last_owner', async () => {
    await withoutOwners();
    const owner = await newPerson('owner', { role: 'owner' });
    await newPerson('owner-asleep', { role: 'owner', state: 'suspended' });
    const last = { code: 'directory.last_owner' };
    await expect(t.directory.people.setRole(owner.id, 'admin', 'system')).rejects.toMatchObject(last);
    await expect(t.directory.people.setRole(owner.id, null, 'system')).rejects.toMatchObject(last);
    await expect(t.directory.people.setState(owner.id, 'suspended', 'system')).rejects.toMatchObject(last);
    await expect(t.directory.people.update(owner.id, { state: 'staged' }, by(1))).rejects.toMatchObject(last);
    await expect(t.directory.people.remove(owner.id, 'system')).rejects.toMatchObject(last);
    expect(await t.directory.people.get(owner.id)).toEqual(owner);
    await newPerson('owner-second', { role: 'owner' });
    expect(await t.directory.people.setRole(owner.id, 'read_only', 'system')).toMatchObject({ role: 'read_only' });
  });

  it.each(['demoted', 'deleted', 'suspended'])('is there also when all are %s at once', async (how) => {
    await withoutOwners();
    const owners = await Promise.all([1, 2, 3, 4].map((n) => newPerson(`o${n}.${how}`, { role: 'owner' })));
    const results = await Promise.allSettled(
      owners.map(async ({ id }) => {
        if (how === 'demoted') await t.directory.people.setRole(id, null, 'system');
        else if (how === 'deleted') await t.directory.people.remove(id, 'system');
        else await t.directory.people.setState(id, 'suspended', 'system');
      }),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    const left = (await t.directory.people.administrators()).filter((p) => p.role === 'owner' && p.state === 'active');
    expect(left).toHaveLength(1);
  });
});

describe('roles', () => {
  it('are told in the log and listed with the second factor', async () => {
    const made = await newPerson('helper');
    await t.directory.people.setRole(made.id, 'help_desk', 'usr_owner');
    expect(await entriesOf(made)).toMatchObject([
      { action: 'person.role_changed', changes: [{ field: 'role', from: null, to: 'help_desk' }] },
      {},
    ]);
    const listed = (await t.directory.people.administrators()).find(({ id }) => id === made.id);
    expect(listed).toMatchObject({ role: 'help_desk', hasSecondFactor: false });
  });

  it.each<[AdminRole | null, AdminRole | null, boolean]>([
    ['owner', 'owner', true],
    ['admin', 'owner', false],
    ['admin', 'admin', true],
    ['help_desk', 'admin', false],
    ['help_desk', null, true],
    ['read_only', 'help_desk', false],
    [null, 'read_only', false],
    [null, null, true],
  ])('%s may act on %s: %s (directory.outranked)', (actor, target, isAllowed) => {
    const check = () => checkRank(actor, target);
    if (isAllowed) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: 'directory.outranked' }));
  });
});

describe('a deleted person', () => {
  it('is gone with groups, password, locks and factors, and the log says who it was', async () => {
    const group = await t.directory.groups.create({ name: 'leaving' }, 'system');
    const made = await newPerson('leaver', { groupIds: [group.id] });
    await t.directory.people.setPassword(made.id, new Secret('correct horse'), 'system');
    await t.directory.people.verifyPassword({ username: 'leaver', password: new Secret('wrong') });
    await t.directory.people.remove(made.id, 'usr_admin');
    await expect(t.directory.people.get(made.id)).rejects.toMatchObject({ code: 'directory.not_found' });
    expect(await t.directory.groups.get(group.id)).toMatchObject({ memberCount: 0 });
    expect((await entriesOf(made))[0]).toMatchObject({
      actor: 'usr_admin',
      action: 'person.deleted',
      details: { username: 'leaver', email: 'leaver@example.com' },
    });
    const attempts = await t.database.query('SELECT 1 FROM directory.sign_in_attempt WHERE subject = $1', [made.id]);
    expect(attempts).toEqual([]);
  });
});

describe('groups of a person', () => {
  it('are set as a whole, and open applications', async () => {
    const [a, b, c] = await Promise.all(
      ['set_a', 'set_b', 'set_c'].map((name) => t.directory.groups.create({ name }, 'system')),
    );
    if (a === undefined || b === undefined || c === undefined) throw new Error('three were made');
    const made = await newPerson('joiner', { groupIds: [a.id, b.id] });
    const application = await t.directory.applications.create(
      { name: 'opened', connector: 'redshift', entityId: 'https://idp.example/opened' },
      'system',
    );
    for (const group of [c, b]) {
      await t.directory.applications.entitle(application.id, { groupId: group.id, roleArn: null }, 'system');
    }
    expect(await t.directory.people.applicationsOf(made.id)).toMatchObject([{ name: 'opened', viaGroups: ['set_b'] }]);
    const groups = await t.directory.people.setGroups(made.id, [c.id, b.id, c.id], 'usr_admin');
    expect(groups.map(({ name }) => name)).toEqual(['set_b', 'set_c']);
    expect(await t.directory.people.applicationsOf(made.id)).toMatchObject([{ viaGroups: ['set_c', 'set_b'] }]);
    const told = (await t.directory.audit.list()).filter(({ details }) => details?.['personId'] === made.id);
    expect(told.slice(0, 2).map(({ action, target }) => [action, target])).toEqual([
      ['group.member_added', c.id],
      ['group.member_removed', a.id],
    ]);
    const missing = { code: 'directory.not_found' };
    await expect(t.directory.people.setGroups(made.id, ['grp_x'], 'system')).rejects.toMatchObject(missing);
    await expect(t.directory.people.setGroups('usr_x', [], 'system')).rejects.toMatchObject(missing);
    await expect(newPerson('groupless', { groupIds: ['grp_x'] })).rejects.toMatchObject(missing);
    expect(await t.directory.people.find('groupless')).toBeUndefined();
    await t.directory.applications.setState(application.id, 'inactive', 'system');
    expect(await t.directory.people.applicationsOf(made.id)).toEqual([]);
  });

  it('may be changed from many sides at once, and the counts stay right', async () => {
    const groups = await Promise.all(
      Array.from({ length: 4 }, (_, i) => t.directory.groups.create({ name: `busy_${i}` }, 'system')),
    );
    const people = await Promise.all(Array.from({ length: 6 }, (_, i) => newPerson(`busy${i}`)));
    const ids = groups.map(({ id }) => id);
    const moves = Array.from({ length: 60 }, async (_, i) => {
      const person = people[i % people.length]?.id ?? '';
      const some = ids.filter((_id, index) => (i >> (index % 3)) % 2 === index % 2);
      if (i % 3 === 0)
        await t.directory.groups.changeMembers(ids[i % 4] ?? '', { add: [person], remove: [] }, 'system');
      else await t.directory.people.setGroups(person, i % 2 === 0 ? some : [...some].reverse(), 'system');
    });
    await Promise.all(moves);
    for (const { id } of groups) {
      const members = await t.directory.groups.membersOf(id);
      expect(await t.directory.groups.get(id)).toMatchObject({ memberCount: members.length });
    }
  });
});

describe('details', () => {
  it('tell password, lock, factors and last sign-in; a lock can be lifted', async () => {
    const made = await newPerson('locked');
    expect(await t.directory.people.details(made.id)).toEqual({
      ...made,
      ...{ hasPassword: false, passwordChangedAt: null, lockedUntil: null, factorCount: 0 },
    });
    await t.directory.people.setPassword(made.id, new Secret('correct horse'), 'system');
    for (let i = 0; i < 5; i += 1) {
      await t.directory.people.verifyPassword({ username: 'locked', password: new Secret('wrong one') });
    }
    await t.directory.people.recordSignIn(made.id);
    const details = await t.directory.people.details(made.id);
    expect(details).toMatchObject({
      hasPassword: true,
      passwordChangedAt: t.clock.now,
      lastSignInAt: t.clock.now,
      version: 1,
    });
    expect(details.lockedUntil?.getTime()).toBe(t.clock.now.getTime() + 30_000);
    await t.directory.people.unlock(made.id, 'usr_help');
    expect(await t.directory.people.details(made.id)).toMatchObject({ lockedUntil: null });
    expect((await entriesOf(made))[0]).toMatchObject({ actor: 'usr_help', action: 'person.unlocked' });
  });
});

describe('bulk actions', () => {
  it('go on when one is refused, and tell it person by person', async () => {
    await withoutOwners();
    const owner = await newPerson('bulk-owner', { role: 'owner' });
    const [one, two] = [await newPerson('bulk1'), await newPerson('bulk2', { state: 'suspended' })];
    const ids = [one.id, owner.id, 'usr_x', two.id, one.id];
    const report = await t.directory.people.bulk({ ids, action: 'suspend', actor: 'usr_admin' });
    expect(report).toMatchObject({ dryRun: false, counts: { updated: 1, refused: 2, unchanged: 1 } });
    expect(report.rows.map(({ name, outcome, findings }) => [name, outcome, findings[0]?.code])).toEqual([
      ['bulk1', 'updated', undefined],
      ['bulk-owner', 'refused', 'directory.last_owner'],
      ['usr_x', 'refused', 'directory.not_found'],
      ['bulk2', 'unchanged', undefined],
    ]);
    await t.directory.people.bulk({ ids, action: 'activate', actor: 'system' });
    expect(await t.directory.people.find('bulk2')).toMatchObject({ state: 'active' });
    const deleted = await t.directory.people.bulk({ ids: [one.id], action: 'delete', actor: 'system' });
    expect(deleted.counts).toEqual({ deleted: 1 });
  });

  it('put people into a group and take them out: directory.group_missing without one', async () => {
    const group = await t.directory.groups.create({ name: 'bulk_group' }, 'system');
    const made = await newPerson('bulk3');
    const add = { ids: [made.id], action: 'add_to_group' as const, actor: 'system' };
    await expect(t.directory.people.bulk(add)).rejects.toMatchObject({ code: 'directory.group_missing' });
    expect((await t.directory.people.bulk({ ...add, groupId: group.id })).counts).toEqual({ updated: 1 });
    expect((await t.directory.people.bulk({ ...add, groupId: group.id })).counts).toEqual({ unchanged: 1 });
    expect((await t.directory.people.bulk({ ...add, groupId: 'grp_x' })).rows[0]?.findings[0]?.code).toBe(
      'directory.not_found',
    );
    const remove = { ...add, action: 'remove_from_group' as const, groupId: group.id };
    expect((await t.directory.people.bulk(remove)).counts).toEqual({ updated: 1 });
    expect(await t.directory.people.groupsOf(made.id)).toEqual([]);
  });

  it('leave people with a higher role alone: directory.outranked', async () => {
    const admin = await newPerson('bulk-admin', { role: 'admin' });
    const input = { ids: [admin.id], action: 'suspend' as const, actor: 'usr_help', actorRole: 'help_desk' as const };
    const report = await t.directory.people.bulk(input);
    expect(report.rows[0]?.findings[0]?.code).toBe('directory.outranked');
  });
});

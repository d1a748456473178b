import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredPerson } from '../index.ts';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
});
afterAll(() => t.stop());

const newPerson = (username: string): Promise<StoredPerson> =>
  t.directory.people.create({ username, displayName: username, email: `${username}@example.com` }, 'system');
const missing = { code: 'directory.not_found' };

describe('a group', () => {
  it('is made with members, or not at all', async () => {
    const [one, two] = [await newPerson('made1'), await newPerson('made2')];
    const group = await t.directory.groups.create({ name: 'made', personIds: [two.id, one.id, one.id] }, 'system');
    expect(await t.directory.groups.get(group.id)).toMatchObject({ memberCount: 2, applicationCount: 0, version: 1 });
    await expect(t.directory.groups.create({ name: 'unmade', personIds: ['usr_x'] }, 'system')).rejects.toMatchObject(
      missing,
    );
    expect(await t.directory.groups.find('unmade')).toBeUndefined();
  });

  it('is renamed and described, and tells the log what it was', async () => {
    const group = await t.directory.groups.create({ name: 'before', description: 'B' }, 'system');
    await t.directory.groups.create({ name: 'occupied' }, 'system');
    const by = (version: number) => ({ version, actor: 'usr_admin' });
    const changed = await t.directory.groups.update(group.id, { name: 'after' }, by(1));
    expect(changed).toMatchObject({ name: 'after', description: 'B', version: 2 });
    expect((await t.directory.audit.list({ limit: 1 }))[0]).toMatchObject({
      action: 'group.updated',
      changes: [{ field: 'name', from: 'before', to: 'after' }],
    });
    expect(await t.directory.groups.update(group.id, { description: 'B' }, by(2))).toMatchObject({ version: 2 });
    const update = (change: object, version: number) => t.directory.groups.update(group.id, change, by(version));
    await expect(update({ description: 'C' }, 1)).rejects.toMatchObject({ code: 'directory.changed_meanwhile' });
    await expect(update({ name: 'occupied' }, 2)).rejects.toMatchObject({ code: 'directory.taken' });
    await expect(t.directory.groups.update('grp_x', {}, by(1))).rejects.toMatchObject(missing);
  });

  it.each([
    ['redshift-dbgroup', 'hyphen', '"redshift_dbgroup"'],
    ['Data Team', 'begins with a letter', '"data_team"'],
    ['1st', 'begins with a letter', '"redshift_dbgroup"'],
  ])('is not called %s, and the refusal proposes a name', async (name, why, fix) => {
    await expect(t.directory.groups.create({ name }, 'system')).rejects.toMatchObject({
      code: 'directory.invalid',
      why: expect.stringContaining(why),
      fix: expect.stringContaining(fix),
    });
  });
});

describe('the list of groups', () => {
  it('comes in pages, with counts, both ways', async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      await t.directory.groups.create({ name: `list_${n}`, description: `Team Nr ${n}` }, 'system');
    }
    const first = await t.directory.groups.page({ search: 'team', limit: 2 });
    expect(first).toMatchObject({ total: 5, previous: null, items: [{ name: 'list_1' }, { name: 'list_2' }] });
    const second = await t.directory.groups.page({ search: 'team', limit: 2, cursor: first.next ?? '' });
    expect(second.items.map(({ name }) => name)).toEqual(['list_3', 'list_4']);
    const back = await t.directory.groups.page({ search: 'team', limit: 2, cursor: second.previous ?? '' });
    expect(back.items).toEqual(first.items);
    const down = await t.directory.groups.page({ search: 'LIST 5', direction: 'desc' });
    expect(down.items.map(({ name }) => name)).toEqual(['list_5']);
    expect((await t.directory.groups.page({ search: '%_' })).total).toBeGreaterThanOrEqual(5);
    await expect(t.directory.groups.page({ cursor: 'x' })).rejects.toMatchObject({ code: 'directory.cursor_invalid' });
  });
});

describe('members', () => {
  it('are changed in one step, and listed in pages', async () => {
    const people = await Promise.all([1, 2, 3, 4].map((n) => newPerson(`member${n}`)));
    const ids = people.map(({ id }) => id);
    const group = await t.directory.groups.create({ name: 'members', personIds: ids.slice(0, 2) }, 'system');
    const change = { add: ids.slice(1), remove: ids.slice(0, 2) };
    expect(await t.directory.groups.changeMembers(group.id, change, 'usr_admin')).toEqual({ added: 2, removed: 1 });
    const page = await t.directory.groups.members(group.id, { limit: 2 });
    expect(page).toMatchObject({ total: 3, items: [{ username: 'member2', groupCount: 1 }, { username: 'member3' }] });
    const rest = await t.directory.groups.members(group.id, { limit: 2, cursor: page.next ?? '' });
    expect(rest).toMatchObject({ next: null, items: [{ username: 'member4' }] });
    expect(await t.directory.groups.members(group.id, { search: 'member3' })).toMatchObject({ total: 1 });
    await expect(t.directory.groups.members('grp_x', {})).rejects.toMatchObject(missing);
    const add = (groupId: string, id: string) =>
      t.directory.groups.changeMembers(groupId, { add: [id], remove: [] }, 'x');
    await expect(add('grp_x', ids[0] ?? '')).rejects.toMatchObject(missing);
    await expect(add(group.id, 'usr_x')).rejects.toMatchObject(missing);
  });
});

describe('applications of a group', () => {
  it('are all, with those it may use marked', async () => {
    const group = await t.directory.groups.create({ name: 'entitled' }, 'system');
    const make = (name: string) =>
      t.directory.applications.create(
        { name, connector: 'redshift', entityId: `https://idp.example/${name}` },
        'system',
      );
    const [one] = [await make('app-one'), await make('app-two')];
    const roleArn = 'arn:aws:iam::123456789012:role/redshift-sso';
    await t.directory.applications.entitle(one.id, { groupId: group.id, roleArn }, 'system');
    expect(await t.directory.groups.applications(group.id)).toMatchObject([
      { name: 'app-one', applicationId: one.id, isEntitled: true, roleArn },
      { name: 'app-two', isEntitled: false, roleArn: null },
    ]);
    expect(await t.directory.groups.get(group.id)).toMatchObject({ applicationCount: 1 });
    await expect(t.directory.groups.applications('grp_x')).rejects.toMatchObject(missing);
  });
});

describe('deleting groups', () => {
  it('takes members and applications along, and tells how many there were', async () => {
    const person = await newPerson('left-behind');
    const groups = await Promise.all(
      ['gone_1', 'gone_2'].map((name) => t.directory.groups.create({ name, personIds: [person.id] }, 'system')),
    );
    const ids = [...groups.map(({ id }) => id), 'grp_x'];
    const removed = await Promise.all([1, 2].map(() => t.directory.groups.removeMany(ids, 'usr_admin')));
    expect(removed.sort()).toEqual([0, 2]);
    expect(await t.directory.people.groupsOf(person.id)).toEqual([]);
    await expect(t.directory.groups.get(ids[0] ?? '')).rejects.toMatchObject(missing);
    const log = (await t.directory.audit.list()).filter(({ action }) => action === 'group.deleted');
    expect(log).toHaveLength(2);
  });
});

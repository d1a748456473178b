import { migrate } from '@keyshift/postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDirectory } from '../index.ts';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';
import { directoryMigrations } from './all.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
});
afterAll(() => t.stop());

it('a directory of the first version keeps its people, groups and administrators', async () => {
  await t.database.query('DROP SCHEMA directory CASCADE');
  await migrate(
    t.database,
    'directory',
    directoryMigrations.filter(({ id }) => id < '006'),
  );
  await t.database.query(`
    INSERT INTO directory.person (id, username, display_name, email, state, admin, created_at) VALUES
      ('usr_1', 'alice', 'Alice Smith', 'alice@example.com', 'active', true, now()),
      ('usr_2', 'bob', 'Bob', 'bob@example.com', 'active', false, now());
    INSERT INTO directory.user_group (id, name, description, created_at) VALUES ('grp_1', 'analysts', '', now());
    INSERT INTO directory.membership (group_id, person_id) VALUES ('grp_1', 'usr_1'), ('grp_1', 'usr_2');`);
  await migrateDirectory(t.database);
  expect(await t.directory.people.find('alice')).toMatchObject({ role: 'owner', profile: {}, custom: {}, version: 1 });
  expect(await t.directory.people.find('bob')).toMatchObject({ role: null });
  expect(await t.directory.people.page({ search: 'smi ali' })).toMatchObject({
    total: 1,
    items: [{ username: 'alice' }],
  });
  expect(await t.directory.people.page({})).toMatchObject({ total: 2 });
  expect(await t.directory.groups.get('grp_1')).toMatchObject({ memberCount: 2, version: 1 });
});

it('migrations come in order of their ids', () => {
  const ids = directoryMigrations.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
});

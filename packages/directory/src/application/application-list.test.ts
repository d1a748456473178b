import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
  for (const label of ['Alpha', 'beta', 'Gamma', 'delta']) {
    await t.directory.applications.create({ connector: 'redshift', label, entityId: 'x' }, 'system');
  }
  const bookmark = { connector: 'bookmark', label: 'Epsilon 100%', bookmarkUrl: 'https://x.example' };
  await t.directory.applications.create(bookmark, 'system');
});
afterAll(() => t.stop());

const labels = (page: { items: readonly { label: string }[] }) => page.items.map((one) => one.label);

describe('the list of applications', () => {
  it('goes forwards and back a page at a time, in both directions', async () => {
    const { page } = t.directory.applications;
    const first = await page({ limit: 2 });
    expect([labels(first), first.previous, first.total, first.totalIsCapped]).toEqual([
      ['Alpha', 'beta'],
      null,
      5,
      false,
    ]);
    const second = await page({ limit: 2, cursor: first.next ?? '' });
    expect(labels(second)).toEqual(['delta', 'Epsilon 100%']);
    const third = await page({ limit: 2, cursor: second.next ?? '' });
    expect([labels(third), third.next]).toEqual([['Gamma'], null]);
    const back = await page({ limit: 2, cursor: third.previous ?? '' });
    expect(labels(back)).toEqual(['delta', 'Epsilon 100%']);
    const start = await page({ limit: 2, cursor: back.previous ?? '' });
    expect([labels(start), start.previous, start.next !== null]).toEqual([['Alpha', 'beta'], null, true]);
    const down = await page({ limit: 2, direction: 'desc' });
    expect(labels(down)).toEqual(['Gamma', 'Epsilon 100%']);
    expect(labels(await page({ limit: 2, direction: 'desc', cursor: down.next ?? '' }))).toEqual(['delta', 'beta']);
    expect(labels(await page({ limit: 2, cursor: 'not a cursor' }))).toEqual(['Alpha', 'beta']);
  });

  it('is searched literally, and filtered by state and connector', async () => {
    const { page } = t.directory.applications;
    expect(labels(await page({ search: ' TA' }))).toEqual(['beta', 'delta']);
    expect(labels(await page({ search: '0%' }))).toEqual(['Epsilon 100%']);
    expect(labels(await page({ search: '%' }))).toEqual(['Epsilon 100%']);
    expect(labels(await page({ connector: 'bookmark' }))).toEqual(['Epsilon 100%']);
    const beta = await t.directory.applications.find({ name: 'beta' });
    await t.directory.applications.setState(beta?.id ?? '', 'inactive', 'system');
    expect(labels(await page({ state: 'inactive' }))).toEqual(['beta']);
  });

  it('tells groups, certificate and last sign-in', async () => {
    const alpha = await t.directory.applications.find({ name: 'alpha' });
    const group = await t.directory.groups.create({ name: 'some_group' }, 'system');
    await t.directory.applications.entitle(alpha?.id ?? '', { groupId: group.id, roleArn: null }, 'system');
    const row = async (search: string) => (await t.directory.applications.page({ search })).items[0];
    const expires = new Date(t.clock.now);
    expires.setUTCFullYear(expires.getUTCFullYear() + 10);
    expect(await row('alpha')).toMatchObject({
      ...{ groupCount: 1, certificateExpiresAt: expires, certificateExpiry: 'ok', lastSignInAt: null },
    });
    expect(await row('epsilon')).toMatchObject({ groupCount: 0, certificateExpiresAt: null, certificateExpiry: null });
  });
});

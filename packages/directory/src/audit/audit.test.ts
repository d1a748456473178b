import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit } from '../index.ts';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
});
afterAll(() => t.stop());

const entry = (target: string) => ({ actor: 'system', action: 'test.done', target });

describe('the audit log', () => {
  it('starts whole and empty', async () => {
    expect(await t.directory.audit.verifyChain()).toEqual({ ok: true, entries: 0 });
  });

  it('keeps what was appended, newest first, with its details', async () => {
    await t.directory.audit.append({ ...entry('a'), details: { groups: ['x', 'é\0"'], n: 1 } });
    await t.directory.audit.append(entry('b'));
    expect(await t.directory.audit.list({ limit: 2 })).toMatchObject([
      { ...entry('b'), details: {}, changes: [], sequence: 2, at: t.clock.now },
      { ...entry('a'), details: { groups: ['x', 'é\0"'], n: 1 }, sequence: 1, at: t.clock.now },
    ]);
    expect((await t.directory.audit.list({ before: 2 })).map((one) => one.target)).toEqual(['a']);
  });

  it('chains entries that many writers append at once, within and outside transactions', async () => {
    const own = Array.from({ length: 200 }, (_, i) => t.directory.audit.append(entry(`own${i}`)));
    const inside = Array.from({ length: 40 }, (_, i) =>
      t.database.transaction((tx) => appendAudit(tx, entry(`tx${i}`), t.clock.now)),
    );
    await Promise.all([...own, ...inside]);
    expect(await t.directory.audit.verifyChain()).toEqual({ ok: true, entries: 242 });
  });

  it('forgets an entry whose change was rolled back', async () => {
    await expect(
      t.database.transaction(async (tx) => {
        await appendAudit(tx, entry('never'), t.clock.now);
        throw new Error('change failed');
      }),
    ).rejects.toThrow('change failed');
    expect(await t.directory.audit.verifyChain()).toEqual({ ok: true, entries: 242 });
  });

  it('undoes a change whose entry cannot be stored', async () => {
    await t.database.query('ALTER TABLE directory.audit ADD CONSTRAINT disk_full CHECK (false) NOT VALID');
    const input = { username: 'unaudited', displayName: 'U', email: 'u@example.com' };
    await expect(t.directory.people.create(input, 'system')).rejects.toThrow();
    await expect(t.directory.audit.append(entry('x'))).rejects.toThrow();
    await t.database.query('ALTER TABLE directory.audit DROP CONSTRAINT disk_full');
    expect(await t.directory.people.find('unaudited')).toBeUndefined();
  });

  it.each([
    ['an altered entry', "UPDATE directory.audit SET entry = replace(entry, 'system', 'nobody') WHERE sequence = 100"],
    ['a deleted entry', 'DELETE FROM directory.audit WHERE sequence = 100'],
    ['a cut tail', 'DELETE FROM directory.audit WHERE sequence > 240'],
    ['a head that was turned back', 'UPDATE directory.audit_head SET sequence = 240'],
    ['a head that was replaced', "UPDATE directory.audit_head SET hash = 'x'"],
  ])('notices %s', async (_what, tamper) => {
    await t.database.query(
      'CREATE TABLE saved AS TABLE directory.audit; CREATE TABLE saved_head AS TABLE directory.audit_head',
    );
    await t.database.query(tamper);
    const verdict = await t.directory.audit.verifyChain();
    await t.database.query(`
      TRUNCATE directory.audit, directory.audit_head;
      INSERT INTO directory.audit (sequence, entry, hash) SELECT sequence, entry, hash FROM saved; INSERT INTO directory.audit_head TABLE saved_head;
      DROP TABLE saved, saved_head`);
    expect(verdict).toMatchObject({ ok: false, reason: expect.any(String) });
    expect(await t.directory.audit.verifyChain()).toEqual({ ok: true, entries: 242 });
  });
});

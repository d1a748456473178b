// Assertions that were used, against those that the log knows.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';

const PROVIDER = 'arn:aws:iam::123456789012:saml-provider/redshift';
const ROLE = 'arn:aws:iam::123456789012:role/redshift';
let t: TestDirectory;
let now: Date;
beforeAll(async () => {
  t = await startTestDirectory();
  now = t.clock.now;
  t.clock.now = later(-3_600);
  await issue('_first');
  t.clock.now = now;
  const application = await t.directory.applications.create(
    { name: 'redshift', label: 'R', connector: 'redshift', entityId: 'https://idp.example/saml2/redshift/metadata' },
    'system',
  );
  await t.directory.applications.setProviderArn(application.id, PROVIDER, 'system');
  await issue('_known');
});
afterAll(() => t.stop());

const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const issue = (assertionId: string, roleArn = ROLE) =>
  t.directory.audit.append({
    ...{ actor: 'usr_x', action: 'sso.issued', target: 'app_x' },
    details: { assertionId, nameId: 'alice', roleArn },
  });
const use = (assertionId: string, change = {}) => {
  return { assertionId, providerArn: PROVIDER, roleArn: ROLE, subject: 'alice', at: now, address: null, ...change };
};
const judge = async (...uses: ReturnType<typeof use>[]) => {
  const { items } = await t.directory.audit.reconcile({ uses, actor: 'system' });
  return items.map((one) => ('difference' in one ? `${one.verdict}: ${one.difference}` : one.verdict));
};

describe('reconcile', () => {
  it.each([
    ['what was issued', '_known', {}, 'issued'],
    ['without a subject', '_known', { subject: null }, 'issued'],
    ['minutes later', '_known', { at: 300 }, 'issued'],
    ['by a clock that is behind', '_known', { at: -60 }, 'issued'],
    ['what was never issued', '_forged', {}, 'unknown'],
    ['what only contains an ID', '_know', {}, 'unknown'],
    ['a text that is no ID', `x","assertionId":"_known`, {}, 'unknown'],
    ['an ID for another role', '_known', { roleArn: `${ROLE}-admin` }, 'differs: role'],
    ['an ID for somebody else', '_known', { subject: 'mallory' }, 'differs: subject'],
    ['an ID long after it was issued', '_known', { at: 3_600 }, 'differs: time'],
    ['an ID before it was issued', '_known', { at: -1_800 }, 'differs: time'],
    ['with another provider', '_forged', { providerArn: `${PROVIDER}-other` }, 'other_provider'],
    ['before there was a log', '_forged', { at: -7_200 }, 'too_old'],
  ])('takes a use of %s for what it is', async (_what, id, change, verdict) => {
    const { at, ...rest } = change as { at?: number };
    expect(await judge(use(id, { ...rest, at: later(at ?? 0) }))).toEqual([verdict]);
  });

  it('records each finding once, however often a trail is compared, and none where all is well', async () => {
    await issue('_other');
    const uses = [use('_once'), use('_once'), use('_twice'), use('_other'), use('_other', { subject: 'eve' })];
    await judge(...uses);
    await judge(...uses);
    const search = async (text: string) => (await t.directory.audit.list({ search: text })).map((one) => one.summary);
    expect(await search('_once')).toEqual([
      'Keyshift found that an assertion was used which was never issued here: _once',
    ]);
    expect(await search('_twice')).toHaveLength(1);
    const [altered] = await t.directory.audit.list({ action: 'audit.altered_assertion', target: '_other' });
    const details = { providerArn: PROVIDER, roleArn: ROLE, subject: 'eve', difference: 'subject' };
    expect(altered?.details).toMatchObject(details);
    expect(await t.directory.audit.list({ action: 'audit.unknown_assertion', target: '_other' })).toEqual([]);
  });

  it('counts the providers that are named, and says which', async () => {
    const other = `${PROVIDER}-other`;
    const { audit } = t.directory;
    const uses = [use('_forged2', { providerArn: other })];
    expect(await audit.reconcile({ uses, actor: 'system', providers: [other] })).toMatchObject({
      providers: [other],
      items: [{ verdict: 'unknown' }],
    });
    expect((await audit.reconcile({ uses: [], actor: 'system' })).providers).toEqual([PROVIDER]);
  });

  it('cannot judge what is older than a log that was cut, with a margin for what was under way then', async () => {
    const cut = async () =>
      t.database.query("DELETE FROM directory.audit WHERE facts->>'at' < $1", [now.toISOString()]);
    await cut();
    expect(await judge(use('_gone', { at: later(300) }))).toEqual(['too_old']);
    expect(await judge(use('_gone', { at: later(660) }))).toEqual(['unknown']);
  });

  it('fails while the log cannot be read, and while a finding cannot be stored', async () => {
    const full = 'ALTER TABLE directory.audit ADD CONSTRAINT disk_full CHECK (false) NOT VALID';
    await t.database.query(full);
    await expect(judge(use('_unstored', { at: later(900) }))).rejects.toThrow();
    await t.database.query('ALTER TABLE directory.audit DROP CONSTRAINT disk_full');
    await t.database.query('ALTER TABLE directory.audit RENAME TO audit_away');
    await expect(judge(use('_known'))).rejects.toThrow();
    await t.database.query('ALTER TABLE directory.audit_away RENAME TO audit');
  });
});

describe('a search for the ID of an assertion', () => {
  it('finds the sign-in that issued it', async () => {
    const found = await t.directory.audit.list({ search: '_known', action: 'sso.issued' });
    const [issued] = (await t.directory.audit.list({ search: ' _known ' })).filter(
      (one) => one.action === 'sso.issued',
    );
    expect(issued?.details['assertionId']).toBe('_known');
    expect(found).not.toEqual([]);
    expect(await t.directory.audit.list({ search: '_kn' })).toEqual([]);
  });
});

// Mails about certificates that end, against a mail server on this machine: once for each key and threshold.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';
import { startMailServer, type TestMailServer } from '../testing/test-mail-server.ts';
import { sendExpiryMails } from './expiry-mails.ts';

const DAY_MS = 86_400_000;
let t: TestIdp;
let smtp: TestMailServer;
let notAfter: Date;

beforeAll(async () => {
  smtp = await startMailServer();
  t = await startTestIdp({ expiryCheckSeconds: 0.1 });
  await t.newPerson('owner', { role: 'owner' });
  await t.newPerson('admin', { role: 'admin' });
  await t.newPerson('helper', { role: 'help_desk' });
  const gone = await t.newPerson('gone', { role: 'admin' });
  await t.directory.people.setState(gone.id, 'suspended', 'system');
  const [key] = await t.directory.keys.list(t.application.id);
  notAfter = key?.notAfter ?? new Date(0);
});
afterAll(async () => {
  await t.stop();
  await smtp.stop();
});

/** A look of this server's job, and of several other nodes at the same time. */
const look = async () => {
  const sender = {
    directory: t.directory,
    origin: t.idp.url,
    log: (...one: [unknown, string]) => t.logged.push([one[1], {}]),
  };
  await Promise.all(Array.from({ length: 4 }, () => sendExpiryMails(sender)));
};
const daysBefore = (days: number) => {
  t.clock.now = new Date(notAfter.getTime() - days * DAY_MS);
};
async function useMail(change: Record<string, string | number | null>): Promise<void> {
  const { version } = await t.directory.settings.get();
  await t.directory.settings.update({ mail: change }, { version, actor: 'system' });
}
const plain = (content = '') => content.replace(/=\r\n/g, '').replaceAll('=3D', '=').replaceAll('\r\n', '\n');
const waitForMail = async (count: number) => {
  await expect.poll(() => smtp.mails.length, { timeout: 20_000 }).toBe(count);
  await look();
  expect(smtp.mails).toHaveLength(count);
};

describe('a certificate that ends', () => {
  it('is told to nobody while there is no mail server', async () => {
    daysBefore(50);
    await look();
    expect(smtp.mails).toEqual([]);
    expect(await t.directory.keys.dueNotices()).toMatchObject([{ label: 'Amazon Redshift', thresholdDays: 60 }]);
  });

  it('is told to active owners and admins, with the page and what to do, by one of several nodes', async () => {
    const { port } = smtp;
    daysBefore(61.5);
    await useMail({ host: '127.0.0.1', port, security: 'none', from: 'keyshift@example.com' });
    await look();
    expect(smtp.mails).toEqual([]);
    daysBefore(60.5);
    await waitForMail(1);
    expect(smtp.mails[0]?.to).toEqual(['admin@example.com', 'owner@example.com']);
    const content = plain(smtp.mails[0]?.content);
    expect(content).toContain('Subject: Keyshift: the certificate of Amazon Redshift ends in 60 days');
    expect(content).toContain(`${t.idp.url}/admin/applications/${t.application.id}/sso`);
    expect(content).toContain('Generate a key, and publish it');
    expect(content).not.toContain('PRIVATE KEY');
  });

  it('is told again at 30 and 7 days, and once though days went by unseen', async () => {
    daysBefore(45);
    await look();
    expect(smtp.mails).toHaveLength(1);
    daysBefore(29);
    await waitForMail(2);
    daysBefore(3);
    await waitForMail(3);
    expect(plain(smtp.mails[2]?.content)).toContain('ends in 3 days');
    // A clock that was set back tells nothing twice.
    daysBefore(29);
    await look();
    expect(smtp.mails).toHaveLength(3);
  });

  it('is told when the mail server takes it again', async () => {
    const { port } = smtp;
    await useMail({ port: 1 });
    daysBefore(0.5);
    await expect
      .poll(() => t.logged.some(([event]) => event === 'mail.expiry_not_sent'), { timeout: 20_000 })
      .toBe(true);
    expect(smtp.mails).toHaveLength(3);
    await useMail({ port });
    await waitForMail(4);
    expect(plain(smtp.mails[3]?.content)).toContain('ends within a day');
    daysBefore(-2);
    await look();
    expect(smtp.mails).toHaveLength(4);
  });

  it('stands in the log each time, by the names of certificate and application', async () => {
    const log = await t.directory.audit.list({ action: 'application.key_notice_sent' });
    expect(log.map(({ details }) => [details['thresholdDays'], details['recipients']])).toEqual([
      ...[1, 7, 30, 60].map((days) => [days, 2]),
    ]);
    expect(log[0]?.summary).toMatch(
      /^Keyshift told the administrators that the key [0-9A-F:]{11}… \(redshift\) of Amazon Redshift ends$/,
    );
    expect(t.logged.some(([event]) => event === 'mail.expiry_failed')).toBe(false);
  });

  it('is told anew of the key that takes its place, and of no deactivated application', async () => {
    const { id } = t.application;
    const key = await t.directory.keys.generate(id, { algorithm: 'p-256', years: 1 }, 'system');
    await t.directory.keys.move(id, { keyId: key.id, transition: 'activate' }, 'system');
    await t.directory.applications.setState(id, 'inactive', 'system');
    notAfter = key.notAfter;
    daysBefore(10);
    await look();
    expect(smtp.mails).toHaveLength(4);
    await t.directory.applications.setState(id, 'active', 'system');
    await waitForMail(5);
    expect(plain(smtp.mails[4]?.content)).toContain('ends in 10 days');
  });
});

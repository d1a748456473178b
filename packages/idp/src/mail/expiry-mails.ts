// Mails to owners and admins that a certificate ends, once at 60, 30, 7 days and one day before; a job of the server.
import { isAppError } from '@keyshift/base';
import type { ExpiryNotice } from '@keyshift/directory';
import type { Site } from '../deps.ts';
import { type Mail, sendMail } from './send-mail.ts';

type Sender = Pick<Site, 'directory' | 'log' | 'origin'>;

const MOST_RECIPIENTS = 50;

async function recipientsOf({ directory }: Sender): Promise<string[]> {
  const administrators = await directory.people.administrators();
  return administrators
    .filter(({ role, state }) => (role === 'owner' || role === 'admin') && state === 'active')
    .map(({ email }) => email)
    .slice(0, MOST_RECIPIENTS);
}

function inWords(daysLeft: number): string {
  if (daysLeft < 0) return 'has ended';
  if (daysLeft === 0) return 'ends within a day';
  return daysLeft === 1 ? 'ends in 1 day' : `ends in ${daysLeft} days`;
}

function mailOf({ origin }: Sender, notice: ExpiryNotice, to: string): Mail {
  const { label, subject, fingerprintSha256, notAfter, daysLeft, applicationId } = notice;
  return {
    to,
    subject: `Keyshift: the certificate of ${label.replace(/\s+/g, ' ')} ${inWords(daysLeft)}`,
    text: `The certificate that Keyshift signs sign-ins to ${label} with ${inWords(daysLeft)}.

  Certificate: ${subject}
  SHA-256: ${fingerprintSha256}
  Ends: ${notAfter.toISOString()}

Service providers that look at the date refuse sign-ins after that. What to do:

  1. Open ${origin}/admin/applications/${applicationId}/sso
  2. Generate a key, and publish it: the metadata then has both certificates.
  3. Give the metadata to the service provider, or let it read the metadata address again.
  4. Activate the new key, and retire the old one when sign-ins work.

You get this mail because you are an administrator of ${origin}.
`,
  };
}

async function sendOne(sender: Sender, notice: ExpiryNotice, to: readonly string[]): Promise<void> {
  const { directory, log } = sender;
  if (!(await directory.keys.claimNotice(notice))) return;
  const { applicationId, thresholdDays } = notice;
  try {
    await sendMail(sender, mailOf(sender, notice, to.join(', ')));
  } catch (error) {
    await directory.keys.releaseNotice(notice);
    if (!isAppError(error)) throw error;
    log('warn', 'mail.expiry_not_sent', { applicationId, thresholdDays, code: error.code });
    return;
  }
  await directory.keys.recordNotice(notice, to.length);
  log('info', 'mail.expiry_sent', { applicationId, thresholdDays, recipients: to.length });
}

/** Sends what is due. Nothing happens without a mail server, or without an active owner or admin. */
export async function sendExpiryMails(sender: Sender): Promise<void> {
  const { mail } = await sender.directory.settings.get();
  if (mail.host === null) return;
  const due = await sender.directory.keys.dueNotices();
  const to = due.length === 0 ? [] : await recipientsOf(sender);
  if (to.length === 0) return;
  for (const notice of due) await sendOne(sender, notice, to);
}

export type Job = { stop(): Promise<void> };

/** Looks again and again until it is stopped, never twice at the same time; a failure waits for the next look. */
export function startExpiryMails(sender: Sender, everySeconds: number): Job {
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  const look = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    try {
      await sendExpiryMails(sender);
    } catch (error) {
      sender.log('error', 'mail.expiry_failed', { reason: error instanceof Error ? error.message : 'unknown' });
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => {
    running = Promise.all([running, look()]).then(() => undefined);
  }, everySeconds * 1_000);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

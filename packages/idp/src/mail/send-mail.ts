// Sends a plain-text mail through the SMTP server of the settings.
import { createTransport } from 'nodemailer';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';

export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

const TIMEOUT_MS = 10_000;

/** Throws `idp.mail_not_configured`, `idp.mail_failed`. STARTTLS is required, not tried, unless the settings say otherwise. */
export async function sendMail({ directory }: Pick<Site, 'directory'>, message: Mail): Promise<void> {
  const { mail } = await directory.settings.get();
  if (mail.host === null || mail.from === null) throw idpErrors.mailNotConfigured();
  const password = await directory.settings.mailPassword();
  const transport = createTransport({
    host: mail.host,
    port: mail.port,
    secure: mail.security === 'implicit',
    requireTLS: mail.security === 'starttls',
    ignoreTLS: mail.security === 'none',
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(mail.username !== null && password !== undefined && { auth: { user: mail.username, pass: password.reveal() } }),
  });
  try {
    await transport.sendMail({ from: mail.from, ...message });
  } catch (cause) {
    throw idpErrors.mailFailed({ host: mail.host, reason: cause instanceof Error ? cause.message : 'unknown', cause });
  } finally {
    transport.close();
  }
}

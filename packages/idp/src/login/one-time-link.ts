// A one-time link to set a password: mailed if there is a mail server, else handed to the administrator.
import type { Person } from '@keyshift/directory';
import type { Site } from '../deps.ts';
import { sendMail } from '../mail/send-mail.ts';

export type OneTimeLink = { readonly url: string | null; readonly mailedTo: string | null; readonly expiresAt: Date };

/** The address comes from the configuration, never from a Host header. Throws `idp.mail_failed`. */
export async function giveLink(
  site: Site,
  o: { person: Person; actor: string; mailOnly?: boolean },
): Promise<OneTimeLink> {
  const { person, actor } = o;
  const { token, expiresAt } = await site.directory.credentials.issueToken(person.id, actor);
  const url = `${site.origin}/login/reset?${new URLSearchParams({ token: token.reveal() })}`;
  const { mail, organisation } = await site.directory.settings.get();
  if (mail.host === null) return { url: o.mailOnly === true ? null : url, mailedTo: null, expiresAt };
  await sendMail(site, {
    to: person.email,
    subject: `Set your password for ${organisation}`,
    text: `Hello ${person.displayName},

with this link you set your password. It works once, until ${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC:

${url}

If you did not ask for it, you need not do anything; tell your administrator if it happens again.
`,
  });
  return { url: null, mailedTo: person.email, expiresAt };
}

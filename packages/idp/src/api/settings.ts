// Settings, administrators, API keys.

import type { ApiKey } from '@keyshift/directory';
import type { settingsEndpoints } from '@keyshift/web-api';
import { isPermitted, SCOPES } from '@keyshift/web-api';
import type { Site } from '../deps.ts';
import { sendMail } from '../mail/send-mail.ts';
import type { HandlersOf } from './handler.ts';

async function nameCreators(site: Site, keys: readonly ApiKey[]) {
  const people = await site.directory.people.administrators();
  const names = new Map(people.map((person) => [person.id, person.displayName]));
  return keys.map((key) => ({ ...key, createdBy: names.get(key.createdBy) ?? key.createdBy }));
}

export const settingsHandlers: HandlersOf<keyof typeof settingsEndpoints> = {
  getSettings: ({ site }) => site.directory.settings.get(),
  updateSettings: ({ site, caller, body, version }) =>
    site.directory.settings.update(body, { version, actor: caller.actor }),
  async sendTestMail({ site, caller }) {
    const { email } = await site.directory.people.get(caller.personId);
    const { organisation } = await site.directory.settings.get();
    await sendMail(site, {
      to: email,
      subject: `Mail from ${organisation} works`,
      text: 'This is the test mail that was asked for under Settings, Mail in the Admin Portal.\n',
    });
    return { mailedTo: email };
  },
  async listAdministrators({ site }) {
    const people = await site.directory.people.administrators();
    const items = await Promise.all(
      people.map(async (person) => {
        const groups = await site.directory.people.groupsOf(person.id);
        return { ...person, department: person.profile.department ?? null, groupCount: groups.length };
      }),
    );
    return { items };
  },
  listApiKeys: async ({ site }) => ({ items: await nameCreators(site, await site.directory.apiKeys.list()) }),
  async createApiKey({ site, caller, body }) {
    const allowedScopes = SCOPES.filter(
      (scope) => isPermitted(caller.role, scope) && caller.permissions.includes(scope),
    );
    const { key, secret } = await site.directory.apiKeys.create({ ...body, createdBy: caller.personId, allowedScopes });
    const [named] = await nameCreators(site, [key]);
    return { key: named ?? key, secret: secret.reveal() };
  },
  async revokeApiKey({ site, caller, params }) {
    await site.directory.apiKeys.revoke(params.id, caller.actor);
    return { ok: true };
  },
};

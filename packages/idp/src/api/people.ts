// People, as administrators see and change them.

import { Secret } from '@keyshift/base';
import { checkRank, type StoredPerson } from '@keyshift/directory';
import type { peopleEndpoints } from '@keyshift/web-api';
import type { Site } from '../deps.ts';
import { giveLink } from '../login/one-time-link.ts';
import type { Caller } from './caller.ts';
import type { HandlersOf } from './handler.ts';
import { describeSessions } from './sessions.ts';

type Names = keyof typeof peopleEndpoints;
type Reading = Extract<Names, `list${string}` | `get${string}` | `export${string}`>;

/** By id, or by user name, so that scripts need not look it up. Throws `directory.not_found`. */
async function findPerson(site: Site, idOrName: string): Promise<StoredPerson> {
  const named = await site.directory.people.find(idOrName);
  return named ?? site.directory.people.get(idOrName);
}

/** Nobody changes who stands above them. Throws `directory.outranked`, `directory.not_found`. */
async function getBelow(site: Site, caller: Caller, id: string): Promise<StoredPerson> {
  const person = await site.directory.people.get(id);
  checkRank(caller.role, person.role);
  return person;
}

const reading: HandlersOf<Reading> = {
  listPeople: ({ site, query }) =>
    site.directory.people.page({ ...query, administrators: query.administrators === 'true' }),
  async getPerson({ site, params }) {
    const { id } = await findPerson(site, params.id);
    return site.directory.people.details(id);
  },
  async exportPeople({ site }) {
    return { fileName: 'keyshift-people.csv', content: site.directory.people.exportCsv() };
  },
  listPersonGroups: async ({ site, params }) => ({ items: await site.directory.people.groupsOf(params.id) }),
  listPersonApplications: async ({ site, params }) => ({
    items: await site.directory.people.applicationsOf(params.id),
  }),
  listPersonFactors: async ({ site, params }) => ({ items: await site.directory.factors.list(params.id) }),
  listPersonSessions: async ({ site, params }) => ({ items: await describeSessions(site, { personId: params.id }) }),
};

export const peopleHandlers: HandlersOf<Names> = {
  ...reading,
  async createPerson({ site, caller, body }) {
    const { password, ...input } = body;
    // Without a password they are staged until they have set one by the link.
    const state = body.state ?? (password === undefined ? 'staged' : 'active');
    const person = await site.directory.people.create({ ...input, state }, caller.actor);
    try {
      if (password === undefined) return { person, link: await giveLink(site, { person, actor: caller.actor }) };
      await site.directory.people.setPassword(person.id, new Secret(password), caller.actor);
      return { person, link: null };
    } catch (error) {
      // All or nothing: who corrects the form and sends it again must not meet a person made by halves.
      await site.directory.people.remove(person.id, caller.actor);
      throw error;
    }
  },
  async updatePerson({ site, caller, params, body, version }) {
    await getBelow(site, caller, params.id);
    const person = await site.directory.people.update(params.id, body, { version, actor: caller.actor });
    if (person.state === 'suspended') await site.sessions.end({ personId: person.id, actor: caller.actor });
    return person;
  },
  async deletePerson({ site, caller, params }) {
    await getBelow(site, caller, params.id);
    await site.directory.people.remove(params.id, caller.actor);
    return { ok: true };
  },
  async bulkPeople({ site, caller, body }) {
    const { ids, action, groupId } = body;
    const { actor, role: actorRole } = caller;
    const report = await site.directory.people.bulk({ ids, action, groupId, actor, actorRole });
    const done = report.rows.filter((row) => row.outcome !== 'refused').map((row) => row.subject);
    if (action === 'suspend') for (const personId of done) await site.sessions.end({ personId, actor });
    return report;
  },
  async importPeople({ site, caller, body }) {
    const report = await site.directory.people.importCsv({ ...body, actor: caller.actor, actorRole: caller.role });
    if (!report.dryRun) await site.sessions.endOfInactive(caller.actor);
    return report;
  },
  async setPersonRole({ site, caller, params, body }) {
    const person = await site.directory.people.setRole(params.id, body.role, caller.actor);
    // Privileges change with a new sign-in, so that an old cookie carries neither more nor less.
    await site.sessions.end({
      personId: params.id,
      actor: caller.actor,
      ...(caller.session && params.id === caller.personId && { keep: caller.session.session.sessionIndex }),
    });
    return person;
  },
  async sendResetLink({ site, caller, params }) {
    return giveLink(site, { person: await getBelow(site, caller, params.id), actor: caller.actor });
  },
  async unlockPerson({ site, caller, params }) {
    await getBelow(site, caller, params.id);
    await site.directory.people.unlock(params.id, caller.actor);
    return { ok: true };
  },
  async setPersonGroups({ site, caller, params, body }) {
    return { items: await site.directory.people.setGroups(params.id, body.groupIds, caller.actor) };
  },
  async removePersonFactor({ site, caller, params }) {
    await getBelow(site, caller, params.id);
    await site.directory.factors.remove(params.id, params.factorId, caller.actor);
    return { ok: true };
  },
  async endPersonSessions({ site, caller, params, body }) {
    await getBelow(site, caller, params.id);
    const { sessionId } = body;
    const which = sessionId === undefined ? {} : { sessionIndex: sessionId };
    const ended = await site.sessions.end({ personId: params.id, actor: caller.actor, ...which });
    return { ended: ended.length };
  },
};

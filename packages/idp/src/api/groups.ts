// Groups: members and applications, from the group's side.
import type { StoredGroup } from '@keyshift/directory';
import type { groupEndpoints } from '@keyshift/web-api';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';
import type { HandlersOf } from './handler.ts';

/** By id, or by name. Throws `directory.not_found`. */
async function findGroup(site: Site, idOrName: string): Promise<StoredGroup> {
  const named = await site.directory.groups.find(idOrName);
  return site.directory.groups.get(named?.id ?? idOrName);
}

export const groupHandlers: HandlersOf<keyof typeof groupEndpoints> = {
  listGroups: ({ site, query }) => site.directory.groups.page(query),
  async createGroup({ site, caller, body }) {
    const { id } = await site.directory.groups.create(body, caller.actor);
    return site.directory.groups.get(id);
  },
  getGroup: ({ site, params }) => findGroup(site, params.id),
  updateGroup: ({ site, caller, params, body, version }) =>
    site.directory.groups.update(params.id, body, { version, actor: caller.actor }),
  async deleteGroups({ site, caller, body }) {
    const ids = [...new Set(body.ids)];
    if (ids.length !== body.count) throw idpErrors.countWrong({ expected: ids.length, given: body.count });
    return { deleted: await site.directory.groups.removeMany(ids, caller.actor) };
  },
  listMembers: ({ site, params, query }) => site.directory.groups.members(params.id, query),
  changeMembers: ({ site, caller, params, body }) => site.directory.groups.changeMembers(params.id, body, caller.actor),
  listGroupApplications: async ({ site, params }) => ({ items: await site.directory.groups.applications(params.id) }),
  async entitleGroup({ site, caller, params, body }) {
    const { id: groupId, applicationId } = params;
    await site.directory.applications.entitle(applicationId, { groupId, roleArn: body.roleArn }, caller.actor);
    return { ok: true };
  },
  async removeGroupApplication({ site, caller, params }) {
    await site.directory.applications.removeEntitlement(params.applicationId, params.id, caller.actor);
    return { ok: true };
  },
};

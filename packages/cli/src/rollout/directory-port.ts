// What a rollout needs of a directory, answered by Keyshift's own.
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Secret } from '@keyshift/base';
import { type Application, acsOf, type Directory, defaultAcsUrl, type Person } from '@keyshift/directory';
import type { DirectoryPort } from '@keyshift/rollout';
import { metadataUrl } from '../web-paths.ts';

export type DirectoryPortInput = {
  readonly directory: Directory;
  /** The identity provider's public address. */
  readonly baseUrl: string;
  readonly caPem: string;
  readonly passwordFor: (username: string) => Promise<Secret>;
};

/** Who changes are attributed to in the audit log. */
const ACTOR = 'rollout';

export function directoryPort({ directory, baseUrl, caPem, passwordFor }: DirectoryPortInput): DirectoryPort {
  const { people, groups, applications } = directory;
  const getGroup = async (name: string) => found('group', name, await groups.find(name));
  const getPerson = async (username: string) => found('person', username, await people.find(username));
  const getApplication = async (name: string) => found('application', name, await applications.find({ name }));
  return {
    hasGroup: async (name) => (await groups.find(name)) !== undefined,
    async createGroup(name) {
      await groups.create({ name, description: '' }, ACTOR);
    },
    async findPersonGroups(username) {
      const person = await people.find(username);
      // A staged person is one whose creation did not finish.
      if (person === undefined || person.state === 'staged') return undefined;
      return (await groups.groupsOf(person.id)).map((group) => group.name);
    },
    createPerson: (person) => createPerson(directory, person),
    newPassword: passwordFor,
    addMember: async (group, username) =>
      groups.addMember((await getGroup(group)).id, (await getPerson(username)).id, ACTOR),
    removeMember: async (group, username) =>
      groups.removeMember((await getGroup(group)).id, (await getPerson(username)).id, ACTOR),
    async findApplication(name) {
      const application = await applications.find({ name });
      return application === undefined ? undefined : describeApplication(directory, application);
    },
    async createApplication({ name, label, acsUrl }) {
      const entityId = metadataUrl(baseUrl, name);
      await applications.create({ name, label, connector: 'redshift', entityId, acs: acsOf([acsUrl]) }, ACTOR);
    },
    setAccess: async (name, access) => setAccess(directory, await getApplication(name), access),
    exportMetadata: async (name) => fetchText(metadataUrl(baseUrl, (await getApplication(name)).ssoPath), caPem),
  };
}

/** Staged until the password is set, so that a crash in between leaves nobody who can neither sign in nor be made. */
async function createPerson(
  { people }: Directory,
  { username, name, email, password }: Parameters<DirectoryPort['createPerson']>[0],
): Promise<void> {
  const staged: Person =
    (await people.find(username)) ??
    (await people.create({ username, displayName: name, email, state: 'staged' }, ACTOR));
  await people.setPassword(staged.id, password, ACTOR);
  await people.setState(staged.id, 'active', ACTOR);
}

async function describeApplication({ applications }: Directory, application: Application) {
  const entitlements = await applications.entitlements(application.id);
  return {
    acsUrl: defaultAcsUrl(application.acs) ?? '',
    providerArn: application.providerArn,
    entitlements: entitlements.map(({ groupName, roleArn }) => ({ group: groupName, roleArn: roleArn ?? '' })),
  };
}

async function setAccess(
  { applications, groups }: Directory,
  { id }: Application,
  { providerArn, entitlements }: Parameters<DirectoryPort['setAccess']>[1],
): Promise<void> {
  await applications.setProviderArn(id, providerArn, ACTOR);
  const wanted = entitlements.map(({ group }) => group);
  for (const { groupId, groupName } of await applications.entitlements(id)) {
    if (!wanted.includes(groupName)) await applications.removeEntitlement(id, groupId, ACTOR);
  }
  for (const [index, { group, roleArn }] of entitlements.entries()) {
    const { id: groupId } = found('group', group, await groups.find(group));
    await applications.entitle(id, { groupId, roleArn, position: index + 1 }, ACTOR);
  }
}

/** A rollout makes what it uses in order, so a missing thing is a defect of its order. */
function found<Thing>(kind: string, name: string, thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error(`the ${kind} ${name} disappeared`);
  return thing;
}

function fetchText(url: string, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { ca }, (response) => {
      const body = text(response);
      if (response.statusCode === 200) body.then(resolve, reject);
      else reject(new Error(`${url} answered ${response.statusCode}`));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

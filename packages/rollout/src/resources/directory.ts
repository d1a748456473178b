// People, groups and the application of the identity provider.
import { providerArn, type RolloutContext, roleArn } from '../context.ts';
import type { Description, PersonDescription } from '../description.ts';
import type { DirectoryApplication } from '../directory-port.ts';
import { ABSENT, type Resource } from '../resource.ts';

const nothingToRemove = async (): Promise<void> => undefined;

export function directoryGroup({ directory }: RolloutContext, name: string): Resource {
  return {
    kind: 'group',
    name,
    removedByDestroy: false,
    observe: async () =>
      (await directory.hasGroup(name)) ? { state: 'present', ours: true, differences: [] } : ABSENT,
    create: () => directory.createGroup(name),
    update: nothingToRemove,
    remove: nothingToRemove,
  };
}

export function directoryPerson({ directory }: RolloutContext, person: PersonDescription): Resource {
  const setGroups = async () => {
    const current = (await directory.findPersonGroups(person.username)) ?? [];
    for (const group of missingIn(current, person.groups)) await directory.addMember(group, person.username);
    for (const group of missingIn(person.groups, current)) await directory.removeMember(group, person.username);
  };
  return {
    kind: 'person',
    name: person.username,
    removedByDestroy: false,
    async observe() {
      const current = await directory.findPersonGroups(person.username);
      if (current === undefined) return ABSENT;
      const differences = [
        ...missingIn(current, person.groups).map((group) => `join ${group}`),
        ...missingIn(person.groups, current).map((group) => `leave ${group}`),
      ];
      return { state: 'present', ours: true, differences };
    },
    async create() {
      const password = await directory.newPassword(person.username);
      await directory.createPerson({ username: person.username, name: person.name, email: person.email, password });
      await setGroups();
    },
    update: setGroups,
    remove: nothingToRemove,
  };
}

export function directoryApplication({ directory, accountId }: RolloutContext, description: Description): Resource {
  const { name, label, acsUrl } = description.application;
  const wanted: DirectoryApplication = {
    acsUrl,
    providerArn: providerArn(accountId, description.identityProvider.name),
    entitlements: description.access.map(({ group, role }) => ({ group, roleArn: roleArn(accountId, role) })),
  };
  const setAccess = () =>
    directory.setAccess(name, { providerArn: wanted.providerArn ?? '', entitlements: wanted.entitlements });
  return {
    kind: 'application',
    name,
    removedByDestroy: false,
    async observe() {
      const found = await directory.findApplication(name);
      return found === undefined ? ABSENT : { state: 'present', ours: true, differences: compare(found, wanted) };
    },
    async create() {
      await directory.createApplication({ name, label, acsUrl });
      await setAccess();
    },
    update: setAccess,
    remove: nothingToRemove,
  };
}

function compare(found: DirectoryApplication, wanted: DirectoryApplication): string[] {
  const entitlements = (application: DirectoryApplication) =>
    application.entitlements.map(({ group, roleArn: role }) => `${group} → ${role}`).join(', ');
  return [
    ...(found.providerArn === wanted.providerArn ? [] : [`provider ${wanted.providerArn}`]),
    ...(entitlements(found) === entitlements(wanted) ? [] : [`entitlements ${entitlements(wanted)}`]),
  ];
}

function missingIn(present: readonly string[], wanted: readonly string[]): string[] {
  return wanted.filter((name) => !present.includes(name));
}

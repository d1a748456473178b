// What a rollout needs of a directory; `cli` passes Keyshift's own in, another identity provider may pass less.
import type { Secret } from '@keyshift/base';

export type DirectoryEntitlement = { readonly group: string; readonly roleArn: string };

export type DirectoryApplication = {
  readonly acsUrl: string;
  readonly providerArn: string | null;
  readonly entitlements: readonly DirectoryEntitlement[];
};

export type DirectoryPort = {
  hasGroup(name: string): Promise<boolean>;
  createGroup(name: string): Promise<void>;
  /** Names of the person's groups; undefined if there is no such person. */
  findPersonGroups(username: string): Promise<readonly string[] | undefined>;
  createPerson(person: { username: string; name: string; email: string; password: Secret }): Promise<void>;
  /** A password for a person who is about to be created; kept where the operator finds it. */
  newPassword(username: string): Promise<Secret>;
  addMember(group: string, username: string): Promise<void>;
  removeMember(group: string, username: string): Promise<void>;
  findApplication(name: string): Promise<DirectoryApplication | undefined>;
  createApplication(application: { name: string; label: string; acsUrl: string }): Promise<void>;
  /** Replaces the provider and the entitlements, in this order of precedence. */
  setAccess(
    name: string,
    access: { providerArn: string; entitlements: readonly DirectoryEntitlement[] },
  ): Promise<void>;
  /** The identity provider's metadata document of the application. */
  exportMetadata(name: string): Promise<string>;
};

// Who made a name, and for whom: said of names that exist only between the two, in assertions and in logout requests alike.
import type { SsoApplication } from '@keyshift/directory';

type Settings = Pick<SsoApplication, 'nameIdFormat' | 'nameIdPairwise' | 'entityId' | 'audience'>;

/** Nothing for names that mean the same to everybody. Source: saml-core §8.3.7. */
export function qualifiersOf(application: Settings): { nameQualifier?: string; spNameQualifier?: string } {
  const { nameIdFormat, nameIdPairwise, entityId, audience } = application;
  const isPairwise = nameIdFormat === 'persistent' && nameIdPairwise;
  return isPairwise ? { nameQualifier: entityId, spNameQualifier: audience } : {};
}

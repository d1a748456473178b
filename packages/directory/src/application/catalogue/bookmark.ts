// Bookmark: a tile that leads to an address, without any sign-on.
import { type Connector, PLAIN_SETTINGS } from './connector.ts';

export const bookmarkConnector: Connector = {
  id: 'bookmark',
  name: 'Bookmark',
  vendor: 'Any website',
  description: 'A tile in the User Portal that opens a web address; there is no single sign-on behind it',
  kind: 'bookmark',
  synonyms: ['link', 'url', 'web address', 'shortcut'],
  badges: ['Link'],
  fills: [],
  colour: '#3E8696',
  defaults: { ...PLAIN_SETTINGS, nameIdFormat: 'unspecified', nameIdPairwise: false },
  rules: () => [],
  findings: () => [],
  values: {},
};

// The applications that can be added, and how they are found.
import { awsConsoleConnector } from './aws-console.ts';
import { bookmarkConnector } from './bookmark.ts';
import type { Connector } from './connector.ts';
import { redshiftConnector } from './redshift.ts';
import { samlConnector } from './saml.ts';

export const CATALOGUE: readonly Connector[] = [
  redshiftConnector,
  awsConsoleConnector,
  samlConnector,
  bookmarkConnector,
];

export function findConnector(id: string): Connector | undefined {
  return CATALOGUE.find((one) => one.id === id);
}

/** 0 is best; undefined is no match: name prefix, word prefix, synonym, description. */
function rank(connector: Connector, wanted: string): number | undefined {
  const name = connector.name.toLowerCase();
  if (name.startsWith(wanted)) return 0;
  if (`${name} ${connector.vendor.toLowerCase()}`.split(/\s+/).some((word) => word.startsWith(wanted))) return 1;
  if (connector.synonyms.some((one) => one.includes(wanted))) return 2;
  return connector.description.toLowerCase().includes(wanted) ? 3 : undefined;
}

/** Best match first; everything, in the catalogue's order, for an empty search. */
export function searchCatalogue(search = ''): readonly Connector[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return CATALOGUE;
  return CATALOGUE.flatMap((connector) => {
    const at = rank(connector, wanted);
    return at === undefined ? [] : [{ connector, at }];
  })
    .sort((a, b) => a.at - b.at)
    .map(({ connector }) => connector);
}

// What the save bar says has changed: settings by their names, rows of lists one by one.
import type { AttributeMapping, SsoSettings } from '@keyshift/web-api';
import { type Change, changesOf } from '../../../ui/form/changes.ts';
import { describeDetails, describeSource, describeTransform } from '../attributes/attribute-words.ts';
import { shortName } from '../attributes/known-names.ts';
import type { Settings } from './settings-draft.tsx';

const LABELS = {
  label: 'Display Label',
  description: 'Description',
  colour: 'Colour',
  showInPortal: 'Show in User Portal',
  bookmarkUrl: 'Bookmark URL',
  entityId: 'IdP entity ID',
  audience: 'SP entity ID',
  defaultRelayState: 'Default RelayState',
  loginUrl: 'Login URL',
  idpInitiated: 'IdP-initiated sign-in',
  nameIdFormat: 'NameID format',
  nameIdField: 'NameID field',
  nameIdPairwise: 'Pairwise NameID',
  sign: 'Sign',
  signatureAlgorithm: 'Signature algorithm',
  authnContext: 'AuthnContext',
  errorFlow: 'SP error flow',
  requireSignedRequests: 'Require signed requests',
  encryption: 'Encryption',
  encryptionCertificate: 'Encryption certificate',
  providerArn: 'IAM provider ARN',
} as const;

export function settingsChanges(before: Settings, after: Settings): Change[] {
  return [
    ...changesOf({ before, after, labels: LABELS }),
    ...listChanges('ACS URL', before.acs.map(describeAcs), after.acs.map(describeAcs)),
    ...listChanges(
      'Request certificate',
      before.requestCertificates.map(lastPart),
      after.requestCertificates.map(lastPart),
    ),
    ...sloChanges(before.slo, after.slo),
    ...attributeChanges(before.attributes, after.attributes),
  ];
}

const describeAcs = ({ index, url, isDefault }: SsoSettings['acs'][number]) =>
  `${index}: ${url}${isDefault ? ' (default)' : ''}`;
/** Certificates differ at their end, all begin alike. */
const lastPart = (pem: string) => `… ${pem.replace(/-----[^-]+-----|\s/g, '').slice(-16)}`;

function listChanges(field: string, before: readonly string[], after: readonly string[]): Change[] {
  const removed = before.filter((text) => !after.includes(text));
  const added = after.filter((text) => !before.includes(text));
  const length = Math.max(removed.length, added.length);
  return Array.from({ length }, (_, at) => ({
    field: length === 1 ? field : `${field} ${at + 1}`,
    from: removed[at] ?? '',
    to: added[at] ?? '',
  }));
}

function sloChanges(before: Settings['slo'], after: Settings['slo']): Change[] {
  const text = (slo: Settings['slo']) =>
    slo === null
      ? ''
      : `${slo.url} (${slo.binding}${slo.responseUrl === null ? '' : `, answers to ${slo.responseUrl}`})`;
  return text(before) === text(after) ? [] : [{ field: 'Single logout', from: text(before), to: text(after) }];
}

function describeMapping(mapping: AttributeMapping): string {
  const { source, transforms = [] } = mapping;
  const value = [describeSource(source), ...transforms.map(describeTransform)].join(' → ');
  const details = describeDetails(mapping);
  return details === '' ? value : `${value} (${details})`;
}

function attributeChanges(before: readonly AttributeMapping[], after: readonly AttributeMapping[]): Change[] {
  const same = (one: AttributeMapping) => (other: AttributeMapping) => JSON.stringify(one) === JSON.stringify(other);
  const removed = before.filter((one) => !after.some(same(one)));
  const added = after.filter((one) => !before.some(same(one)));
  const gone = removed.flatMap((one) => {
    const successor = added.findIndex(({ name }) => name === one.name);
    const [next] = successor < 0 ? [] : added.splice(successor, 1);
    return { field: fieldOf(one), from: describeMapping(one), to: next === undefined ? '' : describeMapping(next) };
  });
  const made = added.map((one) => ({ field: fieldOf(one), from: '', to: describeMapping(one) }));
  if (gone.length + made.length > 0 || JSON.stringify(before) === JSON.stringify(after)) return [...gone, ...made];
  const order = (list: readonly AttributeMapping[]) => list.map(({ name }) => shortName(name)).join(', ');
  return [{ field: 'Order of attributes', from: order(before), to: order(after) }];
}

const fieldOf = ({ name }: AttributeMapping) => `Attribute ${name === '' ? 'without name' : shortName(name)}`;

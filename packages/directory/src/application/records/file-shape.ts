// Whether each field of an application file has the kind of value that its rules may look at.
import type { Finding } from '@keyshift/base';

type Shape = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Shape>>;

const text: Shape = (value) => typeof value === 'string';
const flag: Shape = (value) => typeof value === 'boolean';
const number: Shape = (value) => typeof value === 'number';
const optional =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value);
const nullable =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value);
const list =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(shape);
const oneOf =
  (...names: readonly string[]): Shape =>
  (value) =>
    names.some((name) => name === value);

function record(fields: Fields): Shape {
  return (value) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
    const given: Readonly<Record<string, unknown>> = { ...value };
    const isKnown = Object.keys(given).every((name) => Object.hasOwn(fields, name));
    return isKnown && Object.entries(fields).every(([name, shape]) => shape(given[name]));
  };
}

const transform: Shape = (value) =>
  record({ kind: oneOf('lowercase', 'uppercase', 'strip_domain') })(value) ||
  record({ kind: oneOf('strip_prefix', 'add_prefix'), prefix: text })(value);
const filter = record({ operator: oneOf('starts_with', 'ends_with', 'contains', 'one_of'), values: list(text) });
const source: Shape = (value) =>
  record({ kind: oneOf('user'), field: text })(value) ||
  record({ kind: oneOf('constant'), value: text })(value) ||
  record({ kind: oneOf('groups'), filter: optional(filter) })(value) ||
  record({ kind: oneOf('role') })(value);

const SHAPES: Fields = {
  name: text,
  ssoPath: text,
  connector: text,
  label: text,
  description: optional(text),
  colour: optional(text),
  showInPortal: optional(flag),
  bookmarkUrl: optional(nullable(text)),
  entityId: optional(text),
  audience: optional(text),
  acs: optional(list(record({ index: number, isDefault: flag, url: text }))),
  nameIdFormat: optional(oneOf('unspecified', 'emailAddress', 'persistent', 'transient')),
  nameIdField: optional(text),
  nameIdPairwise: optional(flag),
  sign: optional(oneOf('assertion', 'response', 'both')),
  // Their rules say what is wrong with another word, as with SHA-1.
  signatureAlgorithm: optional(text),
  authnContext: optional(text),
  errorFlow: optional(text),
  encryption: optional(oneOf('none', 'aes256-gcm')),
  encryptionCertificate: optional(nullable(text)),
  requestCertificates: optional(list(text)),
  requireSignedRequests: optional(flag),
  idpInitiated: optional(flag),
  defaultRelayState: optional(nullable(text)),
  loginUrl: optional(nullable(text)),
  slo: optional(nullable(record({ url: text, responseUrl: nullable(text), binding: oneOf('redirect', 'post') }))),
  attributes: optional(
    list(
      record({
        name: text,
        friendlyName: optional(text),
        nameFormat: optional(oneOf('uri', 'basic', 'unspecified')),
        source,
        transforms: optional(list(transform)),
      }),
    ),
  ),
  providerArn: optional(nullable(text)),
};

export function findShapeFaults(application: Readonly<Record<string, unknown>>): Finding[] {
  return Object.entries(SHAPES)
    .filter(([field, shape]) => !shape(application[field]))
    .map(
      ([field]): Finding => ({
        level: 'error',
        code: 'application.field_malformed',
        where: field,
        what: 'the file was not imported',
        why: 'it is missing, or not written as an export writes it',
        fix: 'export an application and compare',
      }),
    );
}

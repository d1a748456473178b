// What the attributes of an assertion ask of STS: role, session name, duration, tags, source identity.
import { SAML_ATTRIBUTE } from '@keyshift/saml';
import type { Tag } from '../../store/resources.ts';
import { stsFaults } from '../faults.ts';

type Attributes = ReadonlyMap<string, readonly string[]>;

const PREFIX = 'https://aws.amazon.com/SAML/Attributes/';
const NAME = /^[\w+=,.@-]{2,64}$/;
const MAX_TAGS = 50;

export type SessionFacts = {
  readonly sessionName: string;
  readonly sourceIdentity: string | undefined;
  readonly tags: readonly Tag[];
  /** Undefined when the attribute is absent. */
  readonly durationSeconds: number | undefined;
};

/** Throws AccessDenied unless one value of the Role attribute pairs exactly these two, in either order. */
export function checkRolePair(attributes: Attributes, pair: { roleArn: string; providerArn: string }): void {
  const wanted = [pair.roleArn, pair.providerArn].sort().join();
  const values = attributes.get(SAML_ATTRIBUTE.role) ?? [];
  // Identity providers write the two in either order, some with spaces around the comma.
  const pairs = values.map((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .sort()
      .join(),
  );
  if (!pairs.includes(wanted)) throw stsFaults.notAuthorized({ rule: 'sts.role_not_in_assertion' });
}

export function readSessionFacts(attributes: Attributes): SessionFacts {
  return {
    sessionName: readSessionName(attributes),
    sourceIdentity: readSourceIdentity(attributes),
    tags: readSessionTags(attributes),
    durationSeconds: readDuration(attributes),
  };
}

function readSessionName(attributes: Attributes): string {
  const values = attributes.get(SAML_ATTRIBUTE.roleSessionName) ?? [];
  const [name] = values;
  if (name === undefined) {
    const message = 'RoleSessionName is required in AuthnResponse';
    throw stsFaults.invalidToken(message, { rule: 'sts.session_name_missing' });
  }
  if (values.length > 1 || !NAME.test(name)) {
    const message = 'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}';
    throw stsFaults.invalidToken(message, { rule: 'sts.session_name_invalid' });
  }
  return name;
}

function readSourceIdentity(attributes: Attributes): string | undefined {
  const values = attributes.get(`${PREFIX}SourceIdentity`) ?? [];
  const [name] = values;
  if (name === undefined) return undefined;
  if (values.length > 1 || !NAME.test(name) || name.toLowerCase().startsWith('aws:')) {
    const message = 'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"';
    throw stsFaults.invalidToken(message, { rule: 'sts.source_identity_invalid' });
  }
  return name;
}

function readDuration(attributes: Attributes): number | undefined {
  const values = attributes.get(SAML_ATTRIBUTE.sessionDuration) ?? [];
  const [text] = values;
  if (text === undefined) return undefined;
  const seconds = /^\d{1,6}$/.test(text) && values.length === 1 ? Number(text) : 0;
  if (seconds < 900 || seconds > 43_200) {
    const message = 'SessionDuration in AuthnResponse must be a number from 900 to 43200';
    throw stsFaults.invalidToken(message, { rule: 'sts.session_duration_invalid' });
  }
  return seconds;
}

function readSessionTags(attributes: Attributes): readonly Tag[] {
  const start = `${PREFIX}PrincipalTag:`;
  const tags = [...attributes].flatMap(([name, values]) =>
    name.startsWith(start) ? [{ key: name.slice(start.length), values }] : [],
  );
  const isValid = tags.every(
    ({ key, values }) => key.length >= 1 && key.length <= 128 && values.length === 1 && (values[0] ?? '').length <= 256,
  );
  if (!isValid || tags.length > MAX_TAGS) {
    const message = 'Session tags in AuthnResponse must be at most 50, each with one value';
    throw stsFaults.invalidToken(message, { rule: 'sts.session_tags_invalid' });
  }
  if (new Set(tags.map(({ key }) => key.toLowerCase())).size !== tags.length) {
    const message = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
    throw stsFaults.invalidToken(message, { rule: 'sts.session_tags_duplicate' });
  }
  return tags.map(({ key, values }) => ({ key, value: values[0] ?? '' }));
}

// What keeps a SAML provider from being made: each mistake at its field, all of them at once.
import { type Finding, isAppError } from '@keyshift/base';
import { parseIdpMetadata, parseSpMetadata } from '@keyshift/saml';
import type { Site } from '../deps.ts';
import { inputMistake } from '../errors/api.ts';
import { applicationMetadata } from '../sso/application-metadata.ts';
import type { SamlProviderSummary } from './console.ts';

// IAM CreateSAMLProvider.
const NAME = /^[\w.-]{1,128}$/;
const LEAST_CHARACTERS = 1_000;
/** IAM takes ten times as much; no identity provider's own document comes near this. */
const MOST_CHARACTERS = 1_000_000;

/** Whether IAM could have a provider of that name at all. */
export function isProviderName(name: string): boolean {
  return NAME.test(name);
}

/** Names are unique whatever their case. */
export function checkName(name: string, others: readonly SamlProviderSummary[]): Finding[] {
  if (name === '') return [inputMistake('name', 'a provider needs a name', 'write one, such as redshift-sso')];
  if (name.length > 128) return [inputMistake('name', 'it has more than 128 characters', 'shorten it')];
  if (!isProviderName(name)) {
    const why = 'IAM takes letters, digits, dots, hyphens and underscores in it';
    return [inputMistake('name', why, 'leave out spaces and other characters')];
  }
  // `.` and `..` in an address are not what they name.
  if (/^\.+$/.test(name)) return [inputMistake('name', 'a name of dots alone has no address', 'add a letter or digit')];
  return others.some((one) => one.name.toLowerCase() === name.toLowerCase())
    ? [
        inputMistake(
          'name',
          'there is a provider of this name',
          'choose another name, or replace the metadata of that one',
        ),
      ]
    : [];
}

/** By role, without repeating anything of the document. */
function describeRefusal(metadata: string, now: Date, error: unknown): Pick<Finding, 'why' | 'fix'> {
  if (!isAppError(error)) throw error;
  if (error.code !== 'saml.metadata_no_provider') return error;
  try {
    parseSpMetadata(metadata, { now });
  } catch {
    return error;
  }
  return {
    why: 'this is the metadata of a service provider, such as AWS’s own, and IAM needs that of an identity provider',
    fix: 'export the metadata of the application under SSO applications, or choose the application itself',
  };
}

function checkMetadata(metadata: string, now: Date): Finding[] {
  if (metadata.length > MOST_CHARACTERS) {
    return [
      inputMistake('metadata', 'it has more than 1 000 000 characters', 'leave out other providers than your own'),
    ];
  }
  try {
    parseIdpMetadata(metadata);
  } catch (error) {
    const { why, fix } = describeRefusal(metadata, now, error);
    return [inputMistake('metadata', why, fix)];
  }
  return metadata.length < LEAST_CHARACTERS
    ? [inputMistake('metadata', 'IAM takes documents of 1 000 characters or more', 'export it with its attributes')]
    : [];
}

type Given = { readonly metadata?: string | undefined; readonly applicationId?: string | undefined };
type Read = { readonly metadata: string; readonly findings: readonly Finding[] };

function undefinedIfGone(error: unknown): undefined {
  if (!isAppError(error, 'directory.not_found')) throw error;
}

async function readApplication(site: Site, applicationId: string): Promise<Read> {
  const refuse = (why: string) => ({
    metadata: '',
    findings: [inputMistake('applicationId', why, 'choose one that people sign in to with SAML')],
  });
  if (applicationId === '') return refuse('no application is chosen');
  const application = await site.directory.applications.get(applicationId).catch(undefinedIfGone);
  if (application === undefined) return refuse('there is no such application');
  if (application.kind === 'bookmark') return refuse('a bookmark has no metadata');
  const metadata = await applicationMetadata(site, application);
  const findings = checkMetadata(metadata, site.now());
  return { metadata, findings: findings.map((one) => ({ ...one, where: 'applicationId' })) };
}

/** The document that was given or is meant, and what is wrong with it. */
export async function readMetadata(site: Site, { metadata, applicationId }: Given): Promise<Read> {
  if (applicationId !== undefined && metadata !== undefined) {
    const why = 'a document and an application were given';
    return { metadata, findings: [inputMistake('metadata', why, 'give one of the two')] };
  }
  if (applicationId !== undefined) return readApplication(site, applicationId);
  if (metadata === undefined || metadata === '') {
    const fix = 'choose the file that the application’s Export metadata gave you';
    return { metadata: '', findings: [inputMistake('metadata', 'there is no document', fix)] };
  }
  return { metadata, findings: checkMetadata(metadata, site.now()) };
}

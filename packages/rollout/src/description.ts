// keyshift.yaml: what a person wants to have, checked all at once.
import { type Finding, nearestName } from '@keyshift/base';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { rolloutErrors } from './errors.ts';

export type PersonDescription = {
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly groups: readonly string[];
};

/** One entitlement set: a group, its role, and what its DB group may read. */
export type AccessDescription = {
  readonly group: string;
  readonly role: string;
  readonly policy: string;
  readonly maxSessionSeconds: number;
  /** `schema.table`, granted SELECT. */
  readonly tables: readonly string[];
};

export type Description = {
  readonly version: 1;
  /** The rollout's name: what it makes is tagged with it. */
  readonly name: string;
  readonly directory: { readonly groups: readonly string[]; readonly people: readonly PersonDescription[] };
  readonly application: { readonly name: string; readonly label: string; readonly acsUrl: string };
  readonly identityProvider: { readonly name: string };
  /** `allow` lists address ranges (CIDR) that may reach the cluster's port. */
  readonly network: { readonly securityGroup: string; readonly allow: readonly string[]; readonly subnetGroup: string };
  readonly cluster: {
    readonly identifier: string;
    readonly nodeType: string;
    readonly nodes: number;
    readonly port: number;
    readonly database: string;
    readonly masterUsername: string;
  };
  /** In order of precedence for people who are in several groups. */
  readonly access: readonly AccessDescription[];
  /** SQL files run once, as the master user; paths are relative to keyshift.yaml. */
  readonly scripts: readonly { readonly name: string; readonly file: string }[];
};

const databaseName = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,62}$/,
    'use lower-case letters, digits and _, beginning with a letter (an unquoted hyphen is a SQL syntax error)',
  );
const awsName = z.string().regex(/^[\w+=,.@-]{1,64}$/, 'use up to 64 letters, digits and +=,.@-_');
const tableName = z.string().regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/, 'write schema.table in lower case');
const cidr = z.union([z.cidrv4(), z.cidrv6()], {
  error: 'write an address range such as 203.0.113.0/24 or 2001:db8::/32',
});

const personSchema = z.strictObject({
  username: z.string().regex(/^[a-z][a-z0-9_.+@-]{0,63}$/, 'a user who becomes a DB user is written in lower case'),
  name: z.string().min(1),
  email: z.email(),
  groups: z.array(databaseName).default([]),
});

const accessSchema = z.strictObject({
  group: databaseName,
  role: awsName,
  policy: awsName,
  maxSessionSeconds: z.int().min(3600).max(43_200).default(3600),
  tables: z.array(tableName).default([]),
});

const descriptionSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'use lower-case letters, digits and hyphens'),
  directory: z
    .strictObject({ groups: z.array(databaseName).default([]), people: z.array(personSchema).default([]) })
    .default({ groups: [], people: [] }),
  application: z.strictObject({
    name: z.string().regex(/^[a-z0-9-]{1,64}$/, 'use lower-case letters, digits and hyphens'),
    label: z.string().min(1).max(80),
    acsUrl: z.url({ protocol: /^https?$/ }),
  }),
  identityProvider: z.strictObject({ name: z.string().regex(/^[\w.-]{1,128}$/) }),
  network: z.strictObject({
    securityGroup: z.string().min(1).max(255),
    allow: z.array(cidr).min(1),
    subnetGroup: z.string().min(1).max(255),
  }),
  cluster: z.strictObject({
    identifier: z.string().regex(/^[a-z](?:-?[a-z0-9]){0,62}$/, 'use lower-case letters, digits and single hyphens'),
    nodeType: z.string().default('ra3.large'),
    nodes: z.int().min(1).max(100).default(1),
    port: z.int().min(1150).max(65_535).default(5439),
    database: databaseName,
    masterUsername: databaseName,
  }),
  access: z.array(accessSchema).min(1),
  scripts: z.array(z.strictObject({ name: databaseName, file: z.string().min(1) })).default([]),
});

/** Parses the YAML text of `file` (named in messages). Throws `rollout.description_invalid` with every finding. */
export function parseDescription(text: string, file: string): Description {
  const schema: z.ZodType<Description> = descriptionSchema;
  const parsed = schema.safeParse(readYaml(text, file));
  if (!parsed.success)
    throw rolloutErrors.descriptionInvalid({ file, findings: parsed.error.issues.flatMap(toFindings) });
  const findings = findContradictions(parsed.data);
  if (findings.length > 0) throw rolloutErrors.descriptionInvalid({ file, findings });
  return parsed.data;
}

function readYaml(text: string, file: string): unknown {
  try {
    return parseYaml(text, { maxAliasCount: 20 });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw rolloutErrors.descriptionInvalid({
      file,
      findings: [finding('', error.message, 'correct the YAML at that place')],
    });
  }
}

type Issue = z.core.$ZodIssue;

function toFindings(issue: Issue): Finding[] {
  const where = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return [finding(where, issue.message, '')];
  const known = knownKeys(issue.path);
  return issue.keys.map((key) => {
    const nearest = nearestName(key, known);
    return finding(where, `unknown key ${key}`, nearest === undefined ? `remove ${key}` : `did you mean ${nearest}?`);
  });
}

/** The keys that the schema knows at a path; array positions are skipped. */
function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const schema = path.reduce<z.core.$ZodType | undefined>((at, key) => childSchema(at, key), descriptionSchema);
  const object = unwrap(schema);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function childSchema(schema: z.core.$ZodType | undefined, key: PropertyKey): z.core.$ZodType | undefined {
  const at = unwrap(schema);
  if (at instanceof z.ZodArray) return at.element;
  return at instanceof z.ZodObject ? at.shape[String(key)] : undefined;
}

function unwrap(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  return schema instanceof z.ZodDefault ? schema.unwrap() : schema;
}

function findContradictions(description: Description): Finding[] {
  const groups = new Set(description.directory.groups);
  const unknown = description.directory.people.flatMap((person) =>
    person.groups
      .filter((group) => !groups.has(group))
      .map((group) =>
        finding(
          `directory.people.${person.username}`,
          `group ${group} is not described`,
          `add ${group} to directory.groups`,
        ),
      ),
  );
  return [...unknown, ...findDoubles(description)];
}

function findDoubles({ access }: Description): Finding[] {
  return (['group', 'role', 'policy'] as const).flatMap((key) => {
    const names = access.map((entry) => entry[key]);
    return names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => finding('access', `${key} ${name} occurs twice`, 'one role and one policy per entitlement set'));
  });
}

function finding(where: string, why: string, fix: string): Finding {
  return { level: 'error', code: 'rollout.description', what: 'the description is not usable', where, why, fix };
}

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Access } from '@keyshift/directory';
import { createSelfSignedCertificate } from '@keyshift/http';
import { beforeAll, describe, expect, it } from 'vitest';
import { SSO_PIPELINE } from '../index.ts';
import { findBrokenRule } from './attribute-rules.ts';
import type { SsoDeps, SsoFacts } from './context.ts';
import { runPipeline } from './pipeline.ts';

const now = new Date('2026-11-23T12:00:00Z');
const application: NonNullable<Access['application']> = {
  id: 'app_1',
  name: 'app',
  label: 'App',
  ssoPath: 'app',
  connector: 'saml',
  state: 'active',
  entityId: 'https://idp.example/app',
  acsUrls: ['https://app.example/acs'],
  audience: 'https://app.example',
  nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  nameIdField: 'username',
  attributes: [{ name: 'groups', source: { kind: 'groups' } }],
  sign: 'assertion',
  idpInitiated: true,
  providerArn: null,
};
const group = (n: number) => ({ groupId: `grp_${n}`, groupName: `group_${'x'.repeat(40)}_${n}` });
const access: Access = {
  person: {
    id: 'usr_1',
    username: 'alice',
    displayName: 'Alice',
    email: 'a@example.com',
    state: 'active',
    role: null,
    profile: {},
    custom: {},
  },
  application,
  keyId: 'key_1',
  memberships: [group(1)],
  entitlements: [{ ...group(1), roleArn: null, position: 1 }],
};
const facts: SsoFacts = {
  flow: 'idp',
  now,
  ssoUrl: 'https://idp.example/saml2/app',
  access,
  session: {
    sessionIndex: 'ses_1',
    personId: 'usr_1',
    authenticatedAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + 1_000),
  },
  relayState: undefined,
  receivedAt: now,
};

let deps: SsoDeps;
let audited: unknown[];
beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { certificatePem } = await createSelfSignedCertificate({ commonName: 'x', privateKey, now, years: 1 });
  const unused = async () => {
    throw new Error('not used by the pipeline');
  };
  audited = [];
  deps = {
    now: () => now,
    random: randomBytes,
    directory: {
      keys: { get: async (keyId) => ({ keyId, privateKey, certificatePem }) },
      audit: {
        append: async (entry) => {
          audited.push(entry);
        },
        list: unused,
        verifyChain: unused,
      },
    },
  };
});
const run = (change: Partial<SsoFacts>) => runPipeline({ ...facts, ...change }, deps);
const refusal = (code: string) => expect.objectContaining({ code });

describe('the SSO pipeline', () => {
  it('ends in the audit record, and checks the session before it looks at the person', () => {
    const names = SSO_PIPELINE.map((step) => step.name);
    expect(names.at(-1)).toBe('audit stored');
    expect(names.indexOf('session live')).toBeLessThan(names.indexOf('person active'));
    expect(names.indexOf('response issued')).toBe(names.length - 2);
    expect(SSO_PIPELINE.filter((step) => !(step.sp && step.idp)).map((step) => step.name)).toEqual([
      'IdP-initiated allowed',
      'request valid',
    ]);
  });

  it('issues and records', async () => {
    audited.length = 0;
    expect((await run({})).issued?.samlResponse).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(audited).toHaveLength(1);
  });

  it.each<[string, Partial<SsoFacts>]>([
    ['idp.application_unknown', { access: { ...access, application: null } }],
    ['idp.application_inactive', { access: { ...access, application: { ...application, state: 'inactive' } } }],
    ['idp.idp_initiated_refused', { access: { ...access, application: { ...application, idpInitiated: false } } }],
    ['idp.relay_state_too_long', { relayState: 'x'.repeat(1_025) }],
    ['idp.acs_unregistered', { access: { ...access, application: { ...application, acsUrls: [] } } }],
    ['idp.sign_in_required', { session: undefined }],
    ['idp.person_not_active', { access: { ...access, person: null } }],
    ['idp.not_entitled', { access: { ...access, memberships: [] } }],
    ['idp.not_entitled', { access: { ...access, entitlements: [] } }],
    ['idp.setup_incomplete', { access: { ...access, keyId: null } }],
  ])('refuses with %s, and records nothing as issued', async (code, change) => {
    audited.length = 0;
    await expect(run(change)).rejects.toEqual(refusal(code));
    expect(audited).toEqual([]);
  });

  it('refuses a role without its provider and a provider without its role: idp.setup_incomplete', async () => {
    const attributes = [{ name: 'Role', source: { kind: 'role' } as const }];
    for (const change of [{}, { providerArn: 'arn:aws:iam::123456789012:saml-provider/x' }]) {
      const half = { ...access, application: { ...application, attributes, ...change } };
      await expect(run({ access: half })).rejects.toEqual(refusal('idp.setup_incomplete'));
    }
  });

  it('refuses an answer beyond what AWS takes: idp.response_too_large', async () => {
    const groups = Array.from({ length: 1_500 }, (_, n) => group(n));
    const entitlements = groups.map((one, position) => ({ ...one, roleArn: null, position }));
    const many = { ...access, memberships: groups, entitlements };
    await expect(run({ access: many })).rejects.toEqual(refusal('idp.response_too_large'));
  });

  it('is a defect if a check runs before what it builds on', async () => {
    await expect(SSO_PIPELINE.at(-1)?.run(facts, deps)).rejects.toThrow(TypeError);
  });
});

describe('attribute rules', () => {
  const AWS = 'https://aws.amazon.com/SAML/Attributes';
  const REDSHIFT = 'https://redshift.amazon.com/SAML/Attributes';
  it.each([
    [`${AWS}/RoleSessionName`, 'al', 'a'],
    [`${AWS}/RoleSessionName`, 'x'.repeat(64), 'x'.repeat(65)],
    [`${AWS}/RoleSessionName`, 'a+b=c,d.e@f-g_h', 'a b'],
    [`${AWS}/SessionDuration`, '900', '899'],
    [`${AWS}/SessionDuration`, '43200', '43201'],
    [`${REDSHIFT}/DbUser`, 'alice@example.com', 'Alice'],
    [`${REDSHIFT}/DbUser`, 'x'.repeat(64), 'x'.repeat(65)],
    [`${REDSHIFT}/DbGroups`, 'redshift_dbgroup', 'a,b'],
    [`${REDSHIFT}/DbGroups`, 'a', ' a'],
  ])('take for %s %j and not %j', (name, good, bad) => {
    expect(findBrokenRule({ name, values: [good] })).toBeUndefined();
    expect(findBrokenRule({ name, values: [good, bad] })).toEqual(expect.any(String));
  });
});

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type Access, type AuditEntry, acsOf, findConnector } from '@keyshift/directory';
import { createSelfSignedCertificate } from '@keyshift/http';
import { beforeAll, describe, expect, it } from 'vitest';
import { SSO_PIPELINE } from '../index.ts';
import type { SsoDeps, SsoFacts } from './context.ts';
import { runPipeline } from './pipeline.ts';

const now = new Date('2026-11-23T12:00:00Z');
const application: NonNullable<Access['application']> = {
  id: 'app_1',
  name: 'app',
  label: 'App',
  kind: 'saml',
  ssoPath: 'app',
  connector: 'saml',
  state: 'active',
  entityId: 'https://idp.example/app',
  audience: 'https://app.example',
  acs: acsOf(['https://app.example/acs', 'https://app.example/acs2']),
  nameIdFormat: 'persistent',
  nameIdField: 'username',
  nameIdPairwise: false,
  sign: 'assertion',
  signatureAlgorithm: 'sha256',
  authnContext: 'proved',
  errorFlow: 'page',
  encryption: 'none',
  encryptionCertificate: null,
  requestCertificates: [],
  requireSignedRequests: false,
  idpInitiated: true,
  defaultRelayState: null,
  loginUrl: null,
  slo: null,
  attributes: [{ name: 'groups', source: { kind: 'groups' } }],
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
    profile: { department: 'Sales' },
    custom: { Team: 'Blue' },
  },
  application,
  keyId: 'key_1',
  pairwiseName: null,
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
    provedAt: now,
    idleSeconds: 3_600,
    methods: ['password'],
  },
  relayState: undefined,
  receivedAt: now,
  secondFactor: 'optional',
};

let deps: SsoDeps;
let audited: AuditEntry[];
let notAfter: Date;
beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { certificatePem } = await createSelfSignedCertificate({ commonName: 'x', privateKey, now, years: 1 });
  audited = [];
  notAfter = new Date(now.getTime() + 1_000);
  deps = {
    now: () => now,
    random: randomBytes,
    directory: {
      keys: { get: async (keyId) => ({ keyId, privateKey, certificatePem, notAfter }) },
      applications: { pairwiseName: async () => '_first' },
      audit: {
        append: async (entry) => {
          audited.push(entry);
        },
        appendRefusal: async (entry) => audited.push(entry) > 0,
      },
    },
  };
});
async function run(change: Partial<SsoFacts>) {
  const { context, refusal } = await runPipeline({ ...facts, ...change }, deps);
  if (refusal !== undefined) throw refusal;
  return context;
}
const refusal = (code: string) => expect.objectContaining({ code });

describe('the SSO pipeline', () => {
  it('ends in the audit record, and checks the session before it looks at the person', () => {
    const names = SSO_PIPELINE.map((step) => step.name);
    expect(names.at(-1)).toBe('audit stored');
    expect(names.indexOf('session live')).toBeLessThan(names.indexOf('person active'));
    expect(names.indexOf('response issued')).toBe(names.length - 2);
    expect(SSO_PIPELINE.filter((step) => !(step.sp && step.idp)).map((step) => step.name)).toEqual([
      'IdP-initiated allowed',
      'request signed',
      'request read',
      'request valid',
      'NameID policy met',
    ]);
    // A preview leaves out only what a person's browser brings, and the record.
    expect(SSO_PIPELINE.filter((step) => !step.preview).map((step) => step.name)).toEqual([
      'IdP-initiated allowed',
      'request signed',
      'request read',
      'request valid',
      'NameID policy met',
      'session live',
      'second factor used',
      'audit stored',
    ]);
  });

  it('issues and records', async () => {
    audited.length = 0;
    expect((await run({})).issued?.samlResponse).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(audited).toHaveLength(1);
  });

  it('leaves its steps in the record, with what each found, and no secret', async () => {
    audited.length = 0;
    const issued = (await run({ address: '192.0.2.1', userAgent: 'test' })).issued?.samlResponse ?? '';
    const { trace } = audited[0] ?? {};
    expect(trace).toMatchObject({
      ...{ kind: 'sso', flow: 'idp', outcome: 'succeeded', code: null, refusal: null, username: 'alice' },
      ...{
        personId: 'usr_1',
        applicationId: 'app_1',
        applicationLabel: 'App',
        address: '192.0.2.1',
        userAgent: 'test',
      },
    });
    const live = SSO_PIPELINE.filter((step) => step.idp && step.name !== 'audit stored');
    expect(trace?.steps.map((step) => step.name)).toEqual(live.map((step) => step.name));
    expect(trace?.steps.every((step) => step.outcome === 'passed' && step.milliseconds >= 0)).toBe(true);
    expect(trace?.steps.find((step) => step.name === 'attributes built')?.facts).toEqual({ groups: 1 });
    expect(JSON.stringify(trace)).not.toContain(issued.slice(0, 100));
  });

  it('tells an expired certificate, and signs on: service providers pin the key', async () => {
    audited.length = 0;
    notAfter = now;
    expect((await run({})).issued?.isCertificateExpired).toBe(true);
    expect(JSON.stringify(audited)).toContain('the certificate has expired');
    notAfter = new Date(now.getTime() + 1_000);
  });

  it('answers at the default ACS, at a registered number, or at a registered URL', async () => {
    expect((await run({})).acsUrl).toBe('https://app.example/acs');
    const moved = {
      ...access,
      application: { ...application, acs: [{ index: 7, isDefault: true, url: 'https://b.example/' }] },
    };
    expect((await run({ access: moved })).acsUrl).toBe('https://b.example/');
  });

  it('sends the application’s own RelayState where nobody brought one', async () => {
    const own = { ...access, application: { ...application, defaultRelayState: 'home' } };
    expect((await run({ access: own })).answerRelayState).toBe('home');
    expect((await run({ access: own, relayState: 'mine' })).answerRelayState).toBe('mine');
    expect((await run({})).answerRelayState).toBeUndefined();
  });

  it('calls the person by a field, by a name for the two of them, or by a new one each time [saml-core §8.3.8]', async () => {
    const named = async (change: object, pairwiseName: string | null = null) =>
      (await run({ access: { ...access, pairwiseName, application: { ...application, ...change } } })).nameId?.value;
    expect(await named({ nameIdFormat: 'emailAddress', nameIdField: 'email' })).toBe('a@example.com');
    expect(await named({ nameIdField: 'department' })).toBe('Sales');
    expect(await named({ nameIdField: 'custom.Team' })).toBe('Blue');
    expect(await named({ nameIdPairwise: true })).toBe('_first');
    expect(await named({ nameIdPairwise: true }, '_stored')).toBe('_stored');
    const transient = { nameIdFormat: 'transient', nameIdPairwise: true };
    expect(await named(transient)).not.toBe(await named(transient));
  });

  it.each<[string, Partial<SsoFacts>]>([
    ['idp.application_unknown', { access: { ...access, application: null } }],
    ['idp.application_inactive', { access: { ...access, application: { ...application, state: 'inactive' } } }],
    ['idp.idp_initiated_refused', { access: { ...access, application: { ...application, idpInitiated: false } } }],
    ['idp.relay_state_too_long', { relayState: 'x'.repeat(1_025) }],
    ['idp.application_unknown', { access: { ...access, application: { ...application, kind: 'bookmark' } } }],
    ['idp.acs_unregistered', { access: { ...access, application: { ...application, acs: [] } } }],
    ['idp.name_id_missing', { access: { ...access, application: { ...application, nameIdField: 'phone' } } }],
    ['idp.setup_incomplete', { access: { ...access, application: { ...application, audience: '' } } }],
    ['idp.setup_incomplete', { access: { ...access, application: { ...application, encryption: 'aes256-gcm' } } }],
    ['idp.sign_in_required', { session: undefined }],
    ['idp.second_factor_required', { secondFactor: 'everyone' }],
    ['idp.proof_insufficient', { access: { ...access, application: { ...application, authnContext: 'multiFactor' } } }],
    ['idp.person_not_active', { access: { ...access, person: null } }],
    ['idp.not_entitled', { access: { ...access, memberships: [] } }],
    ['idp.not_entitled', { access: { ...access, entitlements: [] } }],
    ['idp.setup_incomplete', { access: { ...access, keyId: null } }],
  ])('refuses with %s, and records nothing as issued', async (code, change) => {
    audited.length = 0;
    await expect(run(change)).rejects.toEqual(refusal(code));
    expect(audited.filter((entry) => entry.action !== 'sso.refused')).toEqual([]);
    const { trace } = audited[0] ?? {};
    if (trace === undefined) return;
    expect(trace).toMatchObject({
      outcome: 'refused',
      code,
      refusal: { what: expect.stringMatching(/^(Alice|the person) was not signed in to App$/) },
    });
    // The person is the one who asks an administrator; the trace is read by one.
    expect(JSON.stringify(trace.refusal)).not.toMatch(/\byou\b|\byour\b|ask .*administrator/i);
    const outcomes = trace.steps.map((step) => step.outcome);
    expect(outcomes.filter((one) => one === 'refused')).toHaveLength(1);
    expect(outcomes.lastIndexOf('passed')).toBeLessThan(outcomes.indexOf('refused'));
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
    const rule = findConnector('redshift')?.values[name];
    expect(rule?.isMet(good)).toBe(true);
    expect(rule?.isMet(bad)).toBe(false);
  });
});

import { randomBytes } from 'node:crypto';
import { type Application, acsOf } from '@keyshift/directory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../testing/test-browser.ts';
import { PROVIDER, ROLE, startTestIdp, type TestIdp } from '../../testing/test-idp.ts';
import { NAME_TO_COME, previewAssertion } from './preview-assertion.ts';

let t: TestIdp;
let crm: Application;
beforeAll(async () => {
  t = await startTestIdp();
  await t.newPerson('alice');
  await t.directory.groups.create({ name: 'outsiders' }, 'system');
  await t.newPerson('carol', { group: 'outsiders' });
  crm = await t.directory.applications.create(
    {
      ...{ connector: 'saml', label: 'CRM', entityId: 'https://idp.example/crm', audience: 'https://crm.example' },
      ...{ acs: acsOf(['https://crm.example/acs']), idpInitiated: true },
    },
    'system',
  );
  const group = await t.directory.groups.find('redshift_dbgroup');
  await t.directory.applications.entitle(crm.id, { groupId: group?.id ?? '', roleArn: null }, 'system');
});
afterAll(() => t.stop());

async function preview(username: string, o: { application?: Application; settings?: object } = {}) {
  const { application = t.application, settings } = o;
  const person = await t.directory.people.find(username);
  const { ssoPath } = application;
  const access = await t.directory.applications.access({ personId: person?.id ?? '', ssoPath });
  const { directory } = t;
  const deps = { directory, random: randomBytes, now: () => t.clock.now };
  return previewAssertion(deps, { access, ssoUrl: 'https://idp.example', ...(settings && { settings }) });
}

describe('a preview', () => {
  it('says what a sign-in says, step by step, and leaves no record', async () => {
    const before = (await t.directory.audit.list({ limit: 1 }))[0]?.sequence;
    const shown = await preview('alice');
    expect(shown).toMatchObject({ allowed: true, refusal: null, nameId: { value: 'alice' }, findings: [] });
    expect(shown.steps.map((step) => step.name)).toEqual([
      ...['application found', 'application active', 'RelayState bounded', 'ACS registered', 'person active'],
      ...['context satisfied', 'entitlement decided', 'NameID chosen', 'attributes built', 'response issued'],
    ]);
    expect((await t.directory.audit.list({ limit: 1 }))[0]?.sequence).toBe(before);

    const browser = openBrowser(t);
    await browser.signIn('alice');
    await browser.get('/saml2/redshift');
    browser.close();
    const [issued] = await t.directory.audit.traces({ limit: 1, kind: 'sso' });
    const factsOf = (steps: typeof shown.steps, name: string) => steps.find((step) => step.name === name)?.facts;
    for (const name of ['ACS registered', 'entitlement decided', 'NameID chosen', 'attributes built']) {
      expect(factsOf(shown.steps, name)).toEqual(factsOf(issued?.steps ?? [], name));
    }
  });

  it('shows the assertion unsigned, indented and with every value', async () => {
    const { xml, responseBytes, attributes } = await preview('alice');
    expect(xml).toMatch(/^<saml:Assertion [^\n]*>\n {2}<saml:Issuer>/);
    expect(xml).toMatch(/\n {6}<saml:AttributeValue>alice<\/saml:AttributeValue>\n/);
    expect(xml).toContain(`${ROLE},${PROVIDER}`);
    expect(xml).not.toContain('Signature');
    expect(responseBytes).toBeGreaterThan(4_000);
    expect(attributes[0]).toEqual({
      ...{ name: 'https://aws.amazon.com/SAML/Attributes/Role', source: 'role and provider' },
      ...{ input: [`${ROLE},${PROVIDER}`], values: [`${ROLE},${PROVIDER}`], note: null },
    });
  });

  it('tells who would be refused, and why, with the steps that were not reached', async () => {
    const shown = await preview('carol');
    expect(shown).toMatchObject({ allowed: false, refusal: { code: 'idp.not_entitled' }, xml: null, nameId: null });
    expect(shown.steps.find((step) => step.outcome === 'refused')).toMatchObject({
      name: 'entitlement decided',
      facts: { groupsOfPerson: ['outsiders'], groupsOfApplication: ['redshift_dbgroup'] },
    });
    expect(shown.steps.at(-1)?.outcome).toBe('skipped');
    expect((await preview('nobody')).refusal?.code).toBe('idp.person_not_active');
  });

  it('tries settings that are not saved', async () => {
    const { attributes } = t.application;
    const name = 'https://redshift.amazon.com/SAML/Attributes/DbUser';
    const settings = {
      nameIdFormat: 'emailAddress',
      nameIdField: 'email',
      attributes: attributes.map((one) => (one.name === name ? { ...one, transforms: [{ kind: 'uppercase' }] } : one)),
    };
    const shown = await preview('alice', { settings });
    expect(shown.refusal).toMatchObject({ code: 'idp.attribute_invalid' });
    expect(shown.nameId).toEqual({
      value: 'alice@example.com',
      format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    });
    expect((await preview('alice', { settings: { providerArn: null } })).refusal?.code).toBe('idp.setup_incomplete');
  });

  it('assumes the least proof that the application takes, and says so', async () => {
    const shown = await preview('alice', { settings: { authnContext: 'multiFactor', signatureAlgorithm: 'sha512' } });
    expect(shown.findings).toEqual([
      expect.objectContaining({
        ...{ level: 'info', code: 'preview.proof_assumed', where: 'authnContext' },
        what: 'a sign-in with password and totp is assumed',
      }),
    ]);
    expect(shown.xml).toContain('>https://refeds.org/profile/mfa<');
    expect(shown.steps.find((step) => step.name === 'response issued')?.facts).toMatchObject({ digest: 'sha512' });
    const usual = await preview('alice', { settings: { authnContext: 'password' } });
    expect(usual.findings).toEqual([]);
    expect(usual.xml).toContain('>urn:oasis:names:tc:SAML:2.0:ac:classes:Password<');
  });

  it('makes no persistent name, and shows the one there is', async () => {
    const person = await t.directory.people.find('alice');
    expect((await preview('alice', { application: crm })).nameId?.value).toBe(NAME_TO_COME);
    const browser = openBrowser(t);
    await browser.signIn('alice');
    await browser.get('/saml2/crm');
    browser.close();
    const stored = await t.directory.applications.pairwiseName({ applicationId: crm.id, personId: person?.id ?? '' });
    expect((await preview('alice', { application: crm })).nameId?.value).toBe(stored);
    const [trace] = await t.directory.audit.traces({ limit: 1 });
    expect(trace?.steps.find((step) => step.name === 'NameID chosen')?.facts).toMatchObject({ value: stored });
  });

  it('remarks on groups that collapse, on what is left out, and on what a driver cannot read', async () => {
    for (const groupName of ['finance_eu', 'finance_us']) {
      const group = await t.directory.groups.create({ name: groupName }, 'system');
      const person = await t.directory.people.find('alice');
      await t.directory.groups.addMember(group.id, person?.id ?? '', 'system');
      await t.directory.applications.entitle(crm.id, { groupId: group.id, roleArn: null }, 'system');
    }
    const groups = (prefix: string) => ({ kind: 'strip_prefix', prefix });
    const filter = { operator: 'starts_with', values: ['finance_'] };
    const transforms = [groups('finance_eu'), groups('finance_us'), { kind: 'add_prefix', prefix: 'x' }];
    const settings = {
      attributes: [
        { name: 'https://x.example/groups', source: { kind: 'groups', filter }, transforms },
        { name: 'phone', source: { kind: 'user', field: 'phone' } },
      ],
    };
    const shown = await preview('alice', { application: crm, settings });
    expect(shown.findings.map((one) => [one.code, one.where])).toEqual([
      ['preview.groups_collapse', 'groups'],
      ['preview.attribute_empty', 'phone'],
    ]);
    expect(shown.attributes[0]).toMatchObject({ input: ['finance_eu', 'finance_us'], values: ['x'] });
    const long = { name: 'long', source: { kind: 'constant', value: 'x'.repeat(45_000) } };
    const heavy = await preview('alice', { settings: { attributes: [...t.application.attributes, long] } });
    expect(heavy.findings.map((one) => one.code)).toContain('preview.driver_budget');
  });
});

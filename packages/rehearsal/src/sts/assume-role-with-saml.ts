// STS AssumeRoleWithSAML: temporary credentials of a role for an assertion of a registered identity provider.
import type { AwsFault, XmlFields } from '@keyshift/aws-protocol';
import { type Action, type ActionDeps, defineAction } from '../action/action.ts';
import { newSession, type Session, sealSession } from '../credentials/session.ts';
import { ARN, findOwnArn } from '../iam/names.ts';
import { roleId } from '../iam/role/role.ts';
import type { Role, SamlProvider } from '../store/resources.ts';
import type { TrailEvent } from '../store/trail.ts';
import { stsFaults } from './faults.ts';
import { checkRolePair, readSessionFacts, type SessionFacts } from './saml/attributes.ts';
import { checkTrust } from './saml/check-trust.ts';
import { decideExpiry } from './saml/duration.ts';
import { deriveFederation, type Federation, sessionContext, trustContext } from './saml/federation.ts';
import { packedPolicySize, readSessionPolicies, type SessionPolicies } from './saml/session-policies.ts';
import { trailEventOf } from './saml/trail-event.ts';
import { type AcceptedAssertion, REDEEM_SECONDS, verifyAssertion } from './saml/verify-assertion.ts';

type Input = {
  roleArn: string;
  providerArn: string;
  assertion: string;
  durationSeconds: number | undefined;
  policies: { document: string | undefined; arns: readonly string[] };
};

export const assumeRoleWithSaml: Action = defineAction<Input>({
  name: 'AssumeRoleWithSAML',
  anonymous: true,
  decode: (input) => ({
    roleArn: input.text('RoleArn', ARN),
    providerArn: input.text('PrincipalArn', ARN),
    assertion: input.text('SAMLAssertion', { min: 4, max: 100_000 }),
    durationSeconds: input.findInteger('DurationSeconds', { min: 900, max: 43_200 }),
    policies: {
      document: input.findText('Policy', { min: 1, max: 2048 }),
      arns: input.structures('PolicyArns', 'member').map((item) => item.text('arn', ARN)),
    },
  }),
  // The assertion and the trust policy decide; there is no identity policy yet.
  needs: () => [],
  async handle(deps, call, input) {
    const { role, provider } = await loadParties(deps, input);
    const now = deps.now();
    const metadata = deps.documents.metadata(provider.metadata);
    const accepted = verifyAssertion({ assertion: input.assertion, provider: metadata, region: deps.region, now });
    if (role === undefined) throw stsFaults.notAuthorized({ rule: 'sts.role_unknown' });
    checkRolePair(accepted.assertion.attributes, input);
    const facts = readSessionFacts(accepted.assertion.attributes);
    const federation = deriveFederation(accepted, { accountId: deps.accountId, providerName: provider.name });
    const context = { ...trustContext(federation, provider.arn), 'aws:SourceIp': call.sourceIp };
    checkTrust({ role, providerArn: provider.arn, facts, context, documents: deps.documents });
    const expiresAt = decideExpiry({
      requestedSeconds: input.durationSeconds,
      attributeSeconds: facts.durationSeconds,
      roleMaxSeconds: role.maxSessionDuration,
      sessionEnds: accepted.assertion.authnStatements.flatMap(({ sessionNotOnOrAfter }) => sessionNotOnOrAfter ?? []),
      now,
    });
    const policies = await readSessionPolicies(deps, input.policies);
    // Last, so that refused look-alikes with the same id cannot use up a genuine assertion.
    const durationSeconds = Math.round((expiresAt.getTime() - now.getTime()) / 1_000);
    const { sourceIp, requestId } = call;
    const exchanged = { assertionId: accepted.assertion.id, roleArn: role.arn, providerArn: provider.arn, now };
    const event = trailEventOf({ ...exchanged, facts, federation, durationSeconds, sourceIp, requestId }, deps);
    await redeem(deps, accepted, { roleArn: role.arn, now, event });
    const session = startSession(deps, { role, provider, facts, federation, policies, now, expiresAt });
    return formatAnswer(deps, { session, role, federation, input });
  },
});

async function loadParties(
  deps: ActionDeps,
  { roleArn, providerArn }: Input,
): Promise<{ role: Role | undefined; provider: SamlProvider }> {
  const { accountId } = deps;
  if (findOwnArn(roleArn, { accountId, type: 'role' }) === undefined) throw arnInvalid('Request');
  if (findOwnArn(providerArn, { accountId, type: 'saml-provider' }) === undefined) throw arnInvalid('Principal');
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const [provider, role] = await Promise.all([
    deps.store.find('saml-provider', providerArn),
    deps.store.find('role', roleId(name)),
  ]);
  if (provider === undefined) {
    throw stsFaults.invalidToken("Specified provider doesn't exist", { rule: 'sts.provider_unknown' });
  }
  // The whole ARN must agree, path and case included; roles of AWS's own sign-in service are not for SAML.
  const isUsable = role?.arn === roleArn && !role.name.startsWith('AWSReservedSSO_');
  return { role: isUsable ? role : undefined, provider };
}

function arnInvalid(which: 'Request' | 'Principal'): AwsFault {
  return stsFaults.validation(`${which} ARN is invalid`, { rule: `sts.${which.toLowerCase()}_arn_invalid` });
}

async function redeem(
  deps: ActionDeps,
  { assertion }: AcceptedAssertion,
  { roleArn, now, event }: { roleArn: string; now: Date; event: TrailEvent },
): Promise<void> {
  // A minute beyond the last moment at which the times could still accept it.
  const notAfter = new Date(assertion.issueInstant.getTime() + (REDEEM_SECONDS + 60) * 1000);
  const use = { issuer: assertion.issuer, assertionId: assertion.id, roleArn, notAfter, event };
  if (await deps.assertionUses.redeem(use, now)) return;
  throw stsFaults.invalidToken('The assertion was already redeemed for this role; sign in again', {
    rule: 'sts.assertion_replayed',
  });
}

type SessionParts = {
  role: Role;
  provider: SamlProvider;
  facts: SessionFacts;
  federation: Federation;
  policies: SessionPolicies | undefined;
  now: Date;
  expiresAt: Date;
};

function startSession(deps: ActionDeps, parts: SessionParts): Session {
  const { role, provider, facts, federation, policies } = parts;
  const facets = {
    roleName: role.name,
    roleId: role.id,
    sessionName: facts.sessionName,
    federation: sessionContext(federation, provider.arn),
    ...(facts.sourceIdentity === undefined ? {} : { sourceIdentity: facts.sourceIdentity }),
    tags: facts.tags,
    ...(policies === undefined ? {} : { sessionPolicies: policies }),
    issuedAtMs: parts.now.getTime(),
    expiresAtMs: parts.expiresAt.getTime(),
  };
  return newSession(facets, deps.random);
}

type AnswerParts = { session: Session; role: Role; federation: Federation; input: Input };

function formatAnswer(deps: ActionDeps, { session, role, federation, input }: AnswerParts): XmlFields {
  const hasPolicies = session.sessionPolicies !== undefined;
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: sealSession(session, deps.sealer),
      Expiration: new Date(session.expiresAtMs),
    },
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${session.sessionName}`,
      Arn: `arn:aws:sts::${deps.accountId}:assumed-role/${role.name}/${session.sessionName}`,
    },
    PackedPolicySize: hasPolicies ? packedPolicySize(input.policies) : undefined,
    Subject: federation.subject,
    SubjectType: federation.subjectType,
    Issuer: federation.issuer,
    Audience: federation.audience,
    NameQualifier: federation.nameQualifier,
    SourceIdentity: session.sourceIdentity,
  };
}

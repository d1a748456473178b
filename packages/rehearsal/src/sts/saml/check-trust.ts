// The role's trust policy decides whether this provider may hand the role to this person.
import type { AwsFault } from '@keyshift/aws-protocol';
import { createContext, decideTrust } from '@keyshift/iam-policy';
import type { DocumentCache } from '../../action/document-cache.ts';
import type { Role } from '../../store/resources.ts';
import { stsFaults } from '../faults.ts';
import type { SessionFacts } from './attributes.ts';

export type TrustInput = {
  readonly role: Role;
  readonly providerArn: string;
  readonly facts: SessionFacts;
  readonly context: Readonly<Record<string, string>>;
  readonly documents: DocumentCache;
};

/** Session tags and a source identity need permissions of their own. */
export function checkTrust(input: TrustInput): void {
  const { role, providerArn, facts } = input;
  const policy = input.documents.policy(role.trustPolicy, 'trust');
  const context = createContext({
    ...input.context,
    'sts:RoleSessionName': facts.sessionName,
    'sts:SourceIdentity': facts.sourceIdentity,
    'aws:TagKeys': facts.tags.length === 0 ? undefined : facts.tags.map(({ key }) => key),
    ...Object.fromEntries(facts.tags.map(({ key, value }) => [`aws:RequestTag/${key}`, value])),
  });
  const actions = [
    'sts:AssumeRoleWithSAML',
    ...(facts.tags.length > 0 ? ['sts:TagSession'] : []),
    ...(facts.sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
  ];
  for (const action of actions) {
    const principal = { type: 'Federated', value: providerArn } as const;
    const decision = decideTrust({ name: `the trust policy of ${role.name}`, policy, principal, action, context });
    if (!decision.allowed) throw refusedBy(decision.explanation);
  }
}

function refusedBy(explanation: string): AwsFault {
  return stsFaults.notAuthorized({ rule: 'sts.trust_policy', cause: explanation });
}

// Which role, DB user and groups a sign-in asks for: the stock drivers' precedence, as a pure function.
import { type Assertion, SAML_ATTRIBUTE } from '@keyshift/saml';
import { clientErrors } from './errors.ts';
import type { LoginWishes } from './target.ts';

export type LoginDecision = {
  readonly roleArn: string;
  readonly providerArn: string;
  readonly dbUser: string;
  readonly dbGroups: readonly string[];
  readonly autoCreate: boolean;
};

type RolePair = { readonly roleArn: string; readonly providerArn: string };

/**
 * Decides as the JDBC and Python drivers do: the connection's DB user wins unless the assertion carries
 * `AllowDbUserOverride=true`; a list of groups given by the connection wins as a whole.
 * Unlike them it never picks one of several roles at random.
 * Throws `client.no_role`, `client.role_not_offered`.
 */
export function decideLogin(assertion: Assertion, wishes: LoginWishes): LoginDecision {
  const { roleArn, providerArn } = chooseRole(rolePairs(assertion), wishes.preferredRole);
  const asserted = first(assertion, SAML_ATTRIBUTE.dbUser) ?? first(assertion, SAML_ATTRIBUTE.roleSessionName) ?? '';
  const assertionWins = first(assertion, SAML_ATTRIBUTE.allowDbUserOverride) === 'true';
  const dbUser = assertionWins ? asserted : (wishes.dbUser ?? asserted);
  return {
    roleArn,
    providerArn,
    dbUser,
    dbGroups: chooseGroups(assertion, wishes),
    autoCreate: wishes.autoCreate ?? first(assertion, SAML_ATTRIBUTE.autoCreate) === 'true',
  };
}

function chooseGroups(assertion: Assertion, wishes: LoginWishes): readonly string[] {
  const groups =
    wishes.dbGroups !== undefined && wishes.dbGroups.length > 0
      ? wishes.dbGroups
      : (assertion.attributes.get(SAML_ATTRIBUTE.dbGroups) ?? []);
  const lower = first(assertion, SAML_ATTRIBUTE.forceLowercase) === 'true';
  return lower ? groups.map((group) => group.toLowerCase()) : groups;
}

function chooseRole(pairs: readonly RolePair[], preferred: string | undefined): RolePair {
  const [only, ...others] = pairs;
  if (only === undefined) throw clientErrors.noRole();
  if (preferred === undefined && others.length === 0) return only;
  const offered = pairs.map(({ roleArn }) => roleArn);
  const chosen = pairs.find(({ roleArn }) => roleArn === preferred);
  if (chosen === undefined) {
    throw clientErrors.roleNotOffered(preferred === undefined ? { offered } : { preferred, offered });
  }
  return chosen;
}

/** Pairs occur in either order, with or without a space after the comma. */
function rolePairs(assertion: Assertion): readonly RolePair[] {
  return (assertion.attributes.get(SAML_ATTRIBUTE.role) ?? []).flatMap((value) => {
    const arns = value.split(',').map((arn) => arn.trim());
    const roleArn = arns.find((arn) => /^arn:aws[-a-z]*:iam::\d{12}:role\/.+$/.test(arn));
    const providerArn = arns.find((arn) => /^arn:aws[-a-z]*:iam::\d{12}:saml-provider\/.+$/.test(arn));
    return arns.length === 2 && roleArn !== undefined && providerArn !== undefined ? [{ roleArn, providerArn }] : [];
  });
}

function first(assertion: Assertion, name: string): string | undefined {
  return assertion.attributes.get(name)?.[0];
}

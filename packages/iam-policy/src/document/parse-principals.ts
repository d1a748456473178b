// Principal of a trust policy: who may assume the role.
import { iamPolicyErrors } from '../errors.ts';
import { isObject, type JsonObject, readStrings } from './json.ts';
import type { PolicyKind, Principal } from './policy.ts';

const SAML_PROVIDER = /^arn:aws(-cn|-us-gov)?:iam::\d{12}:(saml|oidc)-provider\/[\w.:/-]+$/;
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const AWS_PRINCIPAL =
  /^(\*|\d{12}|arn:aws(-cn|-us-gov)?:(iam|sts)::\d{12}:(root|(user|role|assumed-role)\/[\w+=,.@/-]+))$/;

export function parsePrincipals(statement: JsonObject, kind: PolicyKind): readonly Principal[] {
  const value = statement['Principal'];
  if (kind === 'identity') {
    if (value !== undefined) throw iamPolicyErrors.principalForbidden();
    return [];
  }
  if (value === '*') return [{ type: '*', value: '*' }];
  if (value === undefined) throw iamPolicyErrors.principalsMissing();
  if (!isObject(value)) throw iamPolicyErrors.principalInvalid({ principal: String(JSON.stringify(value)) });
  const principals = Object.entries(value).flatMap(([type, names]) =>
    readStrings(names, 'Principal').map((name) => parsePrincipal(type, name)),
  );
  if (principals.length === 0) throw iamPolicyErrors.principalsMissing();
  return principals;
}

function parsePrincipal(type: string, value: string): Principal {
  if (type === 'Federated') {
    if (!SAML_PROVIDER.test(value) && !DOMAIN.test(value)) throw iamPolicyErrors.federatedInvalid({ principal: value });
    return { type, value };
  }
  const isKnown = (type === 'AWS' && AWS_PRINCIPAL.test(value)) || (type === 'Service' && DOMAIN.test(value));
  if ((type === 'AWS' || type === 'Service') && isKnown) return { type, value };
  throw iamPolicyErrors.principalInvalid({ principal: `"${type}":"${value}"` });
}

// IAM policy documents: parse, evaluate, explain.
export { type Context, type ContextValue, createContext } from './context.ts';
export { type AccessInput, type Decision, decide, type NamedPolicy, type PolicyRole } from './decision/decide.ts';
export { decideTrust, type TrustInput, type TrustPrincipal } from './decision/decide-trust.ts';
export type { AccessRequest } from './decision/request.ts';
export { parsePolicy } from './document/parse-policy.ts';
export type { Policy, PolicyKind, Principal, Statement } from './document/policy.ts';
export { type IamPolicyErrorCode, iamPolicyErrors } from './errors.ts';
export { type Glob, matchesGlob, parseGlob } from './matching/glob.ts';

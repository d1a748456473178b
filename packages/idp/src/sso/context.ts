// What one sign-in to an application knows so far: the facts it began with, and what each check has added.
import type { Now, RandomBytes } from '@keyshift/base';
import type { Access, Application, Directory, Person } from '@keyshift/directory';
import type { AuthnRequest } from '@keyshift/saml';
import type { Session } from '../session/session-rules.ts';

/** `sp`: the service provider asked (SP-initiated). `idp`: nobody asked, the person began here (IdP-initiated). */
type Flow = 'sp' | 'idp';

export type SsoFacts = {
  readonly flow: Flow;
  readonly now: Date;
  /** The address of this application's SSO endpoint. */
  readonly ssoUrl: string;
  readonly access: Access;
  readonly session: Session | undefined;
  readonly relayState: string | undefined;
  /** The service provider's message as it came. */
  readonly message?: { readonly binding: 'redirect' | 'post'; readonly samlRequest: string };
  /** When the message came; earlier than now if the person had to sign in first. */
  readonly receivedAt: Date;
};

export type Attribute = { readonly name: string; readonly values: readonly string[] };

export type SsoFindings = {
  readonly application?: Application;
  readonly request?: AuthnRequest;
  readonly acsUrl?: string;
  readonly person?: Person;
  readonly entitlement?: { readonly roleArn: string | null; readonly dbGroups: readonly string[] };
  readonly attributes?: readonly Attribute[];
  readonly issued?: { readonly samlResponse: string; readonly assertionId: string };
};

export type SsoContext = SsoFacts & SsoFindings;
export type SsoDeps = {
  readonly directory: Pick<Directory, 'keys' | 'audit'>;
  readonly random: RandomBytes;
  readonly now: Now;
};
export type CheckResult = SsoFindings | undefined;

/** What an earlier check of the pipeline has added; its absence is a defect of the pipeline's order. */
export function earlier<Field extends keyof SsoContext>(c: SsoContext, field: Field): NonNullable<SsoContext[Field]> {
  const value = c[field];
  if (value === undefined || value === null) throw new TypeError(`the SSO pipeline has not established ${field} yet`);
  return value;
}

// What one sign-in to an application knows so far: the facts it began with, and what each check has added.
import type { Now, RandomBytes } from '@keyshift/base';
import type {
  Access,
  AccessPerson,
  Applications,
  Audit,
  Keys,
  SecondFactorPolicy,
  SsoApplication,
  TraceStep,
} from '@keyshift/directory';
import type { AuthnRequest, VerifiedMessage } from '@keyshift/saml';
import type { Session } from '../session/session-rules.ts';
import type { EvaluatedAttribute } from './evaluate-attributes.ts';

/** `sp`: the service provider asked (SP-initiated). `idp`: nobody asked, the person began here (IdP-initiated). */
type Flow = 'sp' | 'idp';

export type SsoMessage =
  /** The query as received: its signature, if it has one, is over exactly that. */
  | { readonly binding: 'redirect'; readonly samlRequest: string; readonly rawQuery: string }
  | { readonly binding: 'post'; readonly samlRequest: string };

export type SsoFacts = {
  readonly flow: Flow;
  readonly now: Date;
  /** The address of this application's SSO endpoint. */
  readonly ssoUrl: string;
  readonly access: Access;
  readonly session: Session | undefined;
  readonly relayState: string | undefined;
  /** The service provider's message as it came. */
  readonly message?: SsoMessage;
  /** Of the settings: who must use a second factor. */
  readonly secondFactor: SecondFactorPolicy;
  /** When the message came; earlier than now if the person had to sign in first. */
  readonly receivedAt: Date;
  /** Where the browser is, for the trace. */
  readonly address?: string;
  readonly userAgent?: string;
};

export type Attribute = {
  readonly name: string;
  readonly values: readonly string[];
  readonly friendlyName?: string;
  readonly nameFormat?: 'uri' | 'basic' | 'unspecified';
};
export type NameId = {
  readonly value: string;
  readonly format: string;
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
};

export type SsoFindings = {
  readonly application?: SsoApplication;
  /** Present if the request was signed, by a registered key. */
  readonly verified?: VerifiedMessage;
  readonly request?: AuthnRequest;
  readonly acsUrl?: string;
  /** Goes back with the response. */
  readonly answerRelayState?: string;
  readonly person?: AccessPerson;
  readonly entitlement?: {
    readonly roleArn: string | null;
    readonly groupName: string;
    readonly dbGroups: readonly string[];
  };
  readonly authnContextClassRef?: string;
  readonly nameId?: NameId;
  readonly evaluated?: readonly EvaluatedAttribute[];
  readonly attributes?: readonly Attribute[];
  readonly issued?: {
    readonly samlResponse: string;
    readonly assertionId: string;
    /** The same response with nothing encrypted, for a preview. */
    readonly plainXml: () => string;
    readonly isCertificateExpired: boolean;
  };
};

/** What the steps so far have left for the trace. */
type SsoTrail = { readonly steps?: readonly TraceStep[]; readonly startedAt?: number };
export type SsoContext = SsoFacts & SsoFindings & SsoTrail;
export type SsoDeps = {
  readonly directory: {
    readonly keys: Pick<Keys, 'get'>;
    readonly audit: Pick<Audit, 'append' | 'appendRefusal'>;
    readonly applications: Pick<Applications, 'pairwiseName'>;
  };
  readonly random: RandomBytes;
  readonly now: Now;
  /** Milliseconds that only ever grow, for the trace; the process's own unless told. */
  readonly elapsed?: () => number;
};
export type CheckResult = SsoFindings | undefined;

/** What an earlier check of the pipeline has added; its absence is a defect of the pipeline's order. */
export function earlier<Field extends keyof SsoContext>(c: SsoContext, field: Field): NonNullable<SsoContext[Field]> {
  const value = c[field];
  if (value === undefined || value === null) throw new TypeError(`the SSO pipeline has not established ${field} yet`);
  return value;
}

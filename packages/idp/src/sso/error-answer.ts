// What a service provider is told of a refusal: a status and nothing else, unsigned, at its registered address.
import { type AppError, randomText } from '@keyshift/base';
import { type FailedStatus, issueErrorResponse, type SubStatus } from '@keyshift/saml';
import type { SsoContext, SsoDeps } from './context.ts';

type Told = {
  readonly status: FailedStatus;
  readonly subStatus: SubStatus;
  /** At once, or when the person has read our page, which says whom to ask; the application may want all of it at once. */
  readonly when: 'at once' | 'on request';
};

/** Source: saml-core §3.2.2.2. What is not listed concerns nobody but us and the person. */
const TOLD: Readonly<Record<string, Told>> = {
  'idp.passive_refused': { status: 'responder', subStatus: 'noPassive', when: 'at once' },
  'idp.authn_context_unmet': { status: 'responder', subStatus: 'noAuthnContext', when: 'at once' },
  'idp.proof_insufficient': { status: 'responder', subStatus: 'noAuthnContext', when: 'on request' },
  'idp.name_id_policy_refused': { status: 'requester', subStatus: 'invalidNameIdPolicy', when: 'at once' },
  'idp.second_factor_required': { status: 'responder', subStatus: 'authnFailed', when: 'on request' },
  'idp.person_not_active': { status: 'responder', subStatus: 'authnFailed', when: 'on request' },
  'idp.not_entitled': { status: 'responder', subStatus: 'requestDenied', when: 'on request' },
};

export type ErrorAnswer = Pick<Told, 'when'> & {
  readonly label: string;
  readonly acsUrl: string;
  readonly samlResponse: string;
  readonly relayState: string | undefined;
};

/** Undefined unless a valid request asked, signed if it must be, and it is settled where the answer may go. */
export function errorAnswerOf(
  c: SsoContext,
  refusal: AppError,
  deps: Pick<SsoDeps, 'random'>,
): ErrorAnswer | undefined {
  const { application, request, acsUrl, answerRelayState: relayState } = c;
  const told = Object.hasOwn(TOLD, refusal.code) ? TOLD[refusal.code] : undefined;
  if (told === undefined || application === undefined || request === undefined || acsUrl === undefined)
    return undefined;
  const { status, subStatus } = told;
  const when = application.errorFlow === 'return' ? 'at once' : told.when;
  const xml = issueErrorResponse({
    responseId: `_${randomText(32, deps.random)}`,
    issueInstant: c.now,
    issuer: application.entityId,
    destination: acsUrl,
    inResponseTo: request.id,
    status,
    subStatus,
  });
  const samlResponse = Buffer.from(xml, 'utf8').toString('base64');
  return { when, label: application.label, acsUrl, samlResponse, relayState };
}

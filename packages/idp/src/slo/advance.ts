// The next step of a single logout: tell the next application, or answer whoever began it.
import { isAppError, randomText } from '@keyshift/base';
import type { Application } from '@keyshift/directory';
import {
  encodeRedirect,
  issueLogoutRequest,
  issueLogoutResponse,
  LOGOUT_REASON,
  type SigningKey,
} from '@keyshift/saml';
import type { Site } from '../deps.ts';
import { addSeconds } from '../session/session-rules.ts';
import { qualifiersOf } from '../sso/name-qualifiers.ts';
import { findNext, isComplete, type Logout, requestIdOf, withState } from './logout.ts';

/** What the browser carries on: by an address, or by a form that posts one field. */
export type Carry =
  | {
      readonly kind: 'redirect';
      readonly url: string;
      readonly label: string;
      readonly field: 'SAMLRequest' | 'SAMLResponse';
    }
  | {
      readonly kind: 'post';
      readonly url: string;
      readonly label: string;
      readonly field: 'SAMLRequest' | 'SAMLResponse';
      readonly value: string;
      readonly relayState: string | undefined;
    }
  | { readonly kind: 'finished'; readonly logout: Logout };

type Outgoing = {
  readonly application: Application;
  readonly url: string;
  readonly field: 'SAMLRequest' | 'SAMLResponse';
  readonly relayState: string | undefined;
  /** With a key, signed inside, as POST needs it. */
  readonly issue: (key?: SigningKey) => string;
};

const LIFETIME_SECONDS = 300;

async function carry(site: Site, o: Outgoing): Promise<Carry> {
  const { application, url, field, relayState } = o;
  const { label, signatureAlgorithm: digest } = application;
  const key = { ...(await site.directory.applications.signingKey(application.id)), digest };
  if (application.slo?.binding === 'post') {
    const value = Buffer.from(o.issue(key), 'utf8').toString('base64');
    return { kind: 'post', url, label, field, value, relayState };
  }
  const message = { message: o.issue(), kind: field, destination: url, key };
  return {
    kind: 'redirect',
    label,
    field,
    url: encodeRedirect({ ...message, ...(relayState !== undefined && { relayState }) }),
  };
}

/** Undefined if it was deleted meanwhile. */
async function findApplication(site: Site, id: string): Promise<Application | undefined> {
  try {
    return await site.directory.applications.get(id);
  } catch (error) {
    if (isAppError(error, 'directory.not_found')) return undefined;
    throw error;
  }
}

async function tellNext(site: Site, logout: Logout): Promise<Carry | undefined> {
  const next = findNext(logout);
  if (next === undefined) return undefined;
  const { at, participant } = next;
  const application = await findApplication(site, participant.applicationId);
  const address = application?.slo;
  const isTellable = application !== undefined && address !== null && address !== undefined;
  const changed = await site.logouts.change(logout.id, (one) =>
    withState(one, at, isTellable ? 'asked' : 'unreachable'),
  );
  if (changed === undefined) return undefined;
  if (!isTellable) return advance(site, changed);
  try {
    return await askToEnd(site, { logout: changed, at, application, url: address.url });
  } catch (error) {
    if (!isAppError(error)) throw error;
    // One that cannot be told, for want of a key, must not keep the others signed in.
    const failed = await site.logouts.change(logout.id, (one) => withState(one, at, 'failed'));
    return failed === undefined ? undefined : advance(site, failed);
  }
}

type Asking = { readonly logout: Logout; readonly at: number; readonly application: Application; readonly url: string };

async function askToEnd(site: Site, o: Asking): Promise<Carry> {
  const { logout, at, application, url } = o;
  const participant = logout.participants[at];
  if (participant === undefined) throw new TypeError('the logout has no such participant');
  const issueInstant = site.now();
  return carry(site, {
    application,
    url,
    field: 'SAMLRequest',
    relayState: undefined,
    issue: (key) =>
      issueLogoutRequest(
        {
          id: requestIdOf(logout, at),
          issueInstant,
          issuer: application.entityId,
          destination: url,
          nameId: { ...participant.nameId, ...qualifiersOf(application) },
          sessionIndexes: [participant.sessionIndex],
          notOnOrAfter: addSeconds(issueInstant, LIFETIME_SECONDS),
          reason: LOGOUT_REASON.user,
        },
        key,
      ),
  });
}

async function answerInitiator(site: Site, logout: Logout): Promise<Carry | undefined> {
  const { initiator } = logout;
  const application = initiator === null ? undefined : await findApplication(site, initiator.applicationId);
  const address = application?.slo;
  if (initiator === null || application === undefined || address === null || address === undefined) return undefined;
  const url = address.responseUrl ?? address.url;
  return carry(site, {
    application,
    url,
    field: 'SAMLResponse',
    relayState: initiator.relayState ?? undefined,
    issue: (key) =>
      issueLogoutResponse(
        {
          id: `_${randomText(32, site.random)}`,
          issueInstant: site.now(),
          issuer: application.entityId,
          destination: url,
          inResponseTo: initiator.requestId,
          // saml-core §3.7.3.2 – a name that the application was never told ends nothing, and must not look as if it had.
          ...(logout.personId === null
            ? ({ status: 'requester', subStatus: 'unknownPrincipal' } as const)
            : ({ status: 'success' } as const)),
          // saml-core §3.7.3.2 – said whenever one of the others may still be open.
          ...(logout.personId !== null && !isComplete(logout) && { subStatus: 'partialLogout' as const }),
        },
        key,
      ),
  });
}

export async function advance(site: Site, logout: Logout): Promise<Carry> {
  return (await tellNext(site, logout)) ?? (await answerInitiator(site, logout)) ?? { kind: 'finished', logout };
}

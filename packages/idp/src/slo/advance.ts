// The next step of a single logout: tell the next application, or answer whoever began it.
import { randomText } from '@keyshift/base';
import type { Application } from '@keyshift/directory';
import { encodeRedirect, issueLogoutRequest, issueLogoutResponse, LOGOUT_REASON } from '@keyshift/saml';
import type { Site } from '../deps.ts';
import { addSeconds } from '../session/session-rules.ts';
import { findNext, isComplete, type Logout, requestIdOf, withState } from './logout.ts';

/** What the browser carries on: by an address, or by a form that posts one field. */
export type Carry =
  | { readonly kind: 'redirect'; readonly url: string; readonly label: string }
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
  readonly issue: (key?: Awaited<ReturnType<Site['directory']['applications']['signingKey']>>) => string;
};

const LIFETIME_SECONDS = 300;

async function carry(site: Site, o: Outgoing): Promise<Carry> {
  const { application, url, field, relayState } = o;
  const key = await site.directory.applications.signingKey(application.id);
  const { label } = application;
  if (application.slo?.binding === 'post') {
    const value = Buffer.from(o.issue(key), 'utf8').toString('base64');
    return { kind: 'post', url, label, field, value, relayState };
  }
  const message = { message: o.issue(), kind: field, destination: url, key };
  return {
    kind: 'redirect',
    label,
    url: encodeRedirect({ ...message, ...(relayState !== undefined && { relayState }) }),
  };
}

async function findApplication(site: Site, id: string): Promise<Application | undefined> {
  return (await site.directory.applications.list()).find((one) => one.id === id);
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
  const issueInstant = site.now();
  return carry(site, {
    application,
    url: address.url,
    field: 'SAMLRequest',
    relayState: undefined,
    issue: (key) =>
      issueLogoutRequest(
        {
          id: requestIdOf(logout, at),
          issueInstant,
          issuer: application.entityId,
          destination: address.url,
          nameId: participant.nameId,
          sessionIndexes: [logout.sessionIndex],
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
          status: 'success',
          // saml-core §3.7.3.2 – said whenever one of the others may still be open.
          ...(!isComplete(logout) && { subStatus: 'partialLogout' as const }),
        },
        key,
      ),
  });
}

export async function advance(site: Site, logout: Logout): Promise<Carry> {
  return (await tellNext(site, logout)) ?? (await answerInitiator(site, logout)) ?? { kind: 'finished', logout };
}

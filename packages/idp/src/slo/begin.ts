// Begins a single logout: our own sessions end first, so that whatever happens on the way it is over here.
import type { Site } from '../deps.ts';
import type { Initiator, Logout, Participant } from './logout.ts';

type SessionRef = { readonly personId: string; readonly sessionIndex: string };

// Each is one more page on the way; nobody opens as many applications in a session.
const MOST_PARTICIPANTS = 50;

async function participantsOf(site: Site, sessionIndex: string, initiator: Initiator | null): Promise<Participant[]> {
  const took = await site.directory.audit.participants(sessionIndex);
  return (
    took
      // Whoever asked has ended its own session already.
      .filter((one) => one.applicationId !== initiator?.applicationId)
      .map((one) => ({ ...one, sessionIndex, state: 'waiting' as const }))
  );
}

/** Undefined if that very request has begun one before: it is claimed before anything ends. */
export async function beginLogout(
  site: Site,
  o: { sessions: readonly SessionRef[]; initiator: Initiator | null; browser: string },
): Promise<Logout | undefined> {
  const { sessions, initiator } = o;
  const lists = await Promise.all(sessions.map((one) => participantsOf(site, one.sessionIndex, initiator)));
  const participants = lists.flat().slice(0, MOST_PARTICIPANTS);
  const personId = sessions[0]?.personId ?? null;
  const logout = await site.logouts.create({ personId, initiator, participants }, o.browser);
  if (logout === undefined) return undefined;
  for (const one of sessions) await site.sessions.end({ ...one, actor: one.personId });
  return logout;
}

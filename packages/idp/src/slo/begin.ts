// Begins a single logout: our own session ends first, so that whatever happens on the way it is over here.
import type { Site } from '../deps.ts';
import type { Initiator, Logout } from './logout.ts';

export async function beginLogout(
  site: Site,
  o: { personId: string; sessionIndex: string; actor: string; initiator: Initiator | null },
): Promise<Logout> {
  const { personId, sessionIndex, initiator } = o;
  const took = await site.directory.audit.participants(sessionIndex);
  await site.sessions.end({ personId, sessionIndex, actor: o.actor });
  return site.logouts.create({
    sessionIndex,
    initiator,
    participants: took
      // Whoever asked has ended its own session already.
      .filter((one) => one.applicationId !== initiator?.applicationId)
      .map((one) => ({ ...one, state: 'waiting' as const })),
  });
}

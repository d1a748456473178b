// Live sessions as the portals list them, each with the applications that were opened in it.
import type { Site } from '../deps.ts';
import type { ListedSession } from '../session/store.ts';

export async function describeSessions(
  site: Site,
  o: { personId: string; current?: string },
): Promise<(ListedSession & { id: string; isCurrent: boolean; applications: readonly string[] })[]> {
  const sessions = await site.sessions.listOf(o.personId);
  const opened = await site.directory.audit.openedIn(sessions.map((one) => one.sessionIndex));
  return sessions.map((one) => ({
    ...one,
    id: one.sessionIndex,
    isCurrent: one.sessionIndex === o.current,
    applications: opened.get(one.sessionIndex) ?? [],
  }));
}

// Audit log, login traces, overview, search.
import type { TraceRecord } from '@keyshift/directory';
import type { monitorEndpoints } from '@keyshift/web-api';
import type { Site } from '../deps.ts';
import type { HandlersOf } from './handler.ts';

const DAY_MS = 86_400_000;

function moment(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}

async function countPeople(site: Site) {
  const count = async (state: 'active' | 'staged' | 'suspended') =>
    (await site.directory.people.page({ state, limit: 1 })).total;
  const [active, staged, suspended] = await Promise.all([count('active'), count('staged'), count('suspended')]);
  return { active, staged, suspended };
}

async function countSignIns(site: Site) {
  const since = new Date(site.now().getTime() - DAY_MS);
  const [login, sso] = await Promise.all([
    site.directory.audit.countTraces({ since, kind: 'login' }),
    site.directory.audit.countTraces({ since, kind: 'sso' }),
  ]);
  return { succeeded: login.succeeded + sso.succeeded, refused: login.refused + sso.refused };
}

/** What a new installation still lacks, in the order in which it is done. */
async function checklist(site: Site) {
  const [people, groups, applications, used, administrators] = await Promise.all([
    site.directory.people.page({ limit: 2 }),
    site.directory.groups.page({ limit: 1 }),
    site.directory.applications.page({ limit: 200 }),
    site.directory.audit.traces({ kind: 'sso', outcome: 'succeeded', limit: 1 }),
    site.directory.people.administrators(),
  ]);
  const isEntitled = applications.items.some((one) => one.groupCount > 0);
  return [
    { id: 'people', title: 'Add people', done: people.total > 1, path: '/admin/users' },
    { id: 'groups', title: 'Put them into groups', done: groups.total > 0, path: '/admin/groups' },
    {
      id: 'application',
      title: 'Add an SSO application',
      done: applications.total > 0,
      path: '/admin/applications/new',
    },
    { id: 'access', title: 'Let a group use it', done: isEntitled, path: '/admin/applications' },
    { id: 'sign-in', title: 'See the first sign-in arrive', done: used.length > 0, path: '/admin/traces' },
    {
      id: 'factor',
      title: 'Give every administrator a second factor',
      done: administrators.every((one) => one.hasSecondFactor),
      path: '/portal/security',
    },
  ];
}

type Alert = { kind: 'assertion' | 'guessing'; action: string; days: number };
const ALERTS: readonly Alert[] = [
  { kind: 'assertion', action: 'audit.unknown_assertion', days: 30 },
  { kind: 'assertion', action: 'audit.altered_assertion', days: 30 },
  { kind: 'guessing', action: 'sign_in.guessing_noticed', days: 1 },
];

async function listAlerts(site: Site) {
  const found = await Promise.all(
    ALERTS.map(async ({ kind, action, days }) => {
      const from = new Date(site.now().getTime() - days * DAY_MS);
      const [entry] = await site.directory.audit.list({ action, from, limit: 1 });
      return entry === undefined ? [] : [{ kind, at: entry.at, summary: entry.summary }];
    }),
  );
  return found.flat().sort((one, other) => other.at.getTime() - one.at.getTime());
}

function beforeOf(items: readonly TraceRecord[], limit: number): string | null {
  return items.length < limit ? null : String(items.at(-1)?.sequence ?? '');
}

export const monitorHandlers: HandlersOf<keyof typeof monitorEndpoints> = {
  async getOverview({ site }) {
    const { keys, audit } = site.directory;
    const [people, signIns24h, expiring, recentFailures, steps, alerts] = await Promise.all([
      countPeople(site),
      countSignIns(site),
      keys.expiring(),
      audit.traces({ outcome: 'refused', limit: 5 }),
      checklist(site),
      listAlerts(site),
    ]);
    return { checklist: steps, people, signIns24h, expiring, recentFailures, alerts };
  },
  async listAudit({ site, query }) {
    const items = await site.directory.audit.list({ ...query, from: moment(query.from), to: moment(query.to) });
    return { items, before: items.length < query.limit ? null : (items.at(-1)?.sequence ?? null) };
  },
  async exportAudit({ site, query }) {
    const { search: _search, ...filter } = query;
    const content = site.directory.audit.export({ ...filter, from: moment(query.from), to: moment(query.to) });
    return { fileName: 'keyshift-audit.jsonl', content };
  },
  async verifyAudit({ site }) {
    const verdict = await site.directory.audit.verifyChain();
    if (verdict.ok) return { ok: true, entries: verdict.entries, sequence: null, reason: null };
    return { ok: false, entries: 0, sequence: verdict.sequence, reason: verdict.reason };
  },
  reconcileAssertions({ site, caller, body }) {
    const uses = body.uses.map((one) => ({ ...one, at: new Date(one.at) }));
    return site.directory.audit.reconcile({ uses, providers: body.providers, actor: caller.actor });
  },
  async listTraces({ site, query }) {
    const { before, ...filter } = query;
    const place = before === undefined || !/^\d{1,15}$/.test(before) ? undefined : Number(before);
    const items = await site.directory.audit.traces({ ...filter, before: place });
    return { items, before: beforeOf(items, query.limit) };
  },
  getTrace: ({ site, params }) => site.directory.audit.trace(params.id),
  async search({ site, query }) {
    const wanted = { search: query.q, limit: 5 };
    const [people, groups, applications] = await Promise.all([
      site.directory.people.page(wanted),
      site.directory.groups.page(wanted),
      site.directory.applications.page(wanted),
    ]);
    return {
      items: [
        ...people.items.map((one) => ({
          kind: 'person' as const,
          id: one.id,
          title: one.displayName,
          subtitle: one.username,
        })),
        ...groups.items.map((one) => ({
          kind: 'group' as const,
          id: one.id,
          title: one.name,
          subtitle: one.description,
        })),
        ...applications.items.map((one) => ({
          kind: 'application' as const,
          id: one.id,
          title: one.label,
          subtitle: one.name,
        })),
      ],
    };
  },
};

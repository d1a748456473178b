// Every page of the two portals and of the AWS console, and which stored texts it has to show.
import { fill, PAYLOADS } from './payloads.ts';
import type { Stored } from './stored-values.ts';

export type ShownPage = { readonly path: string; readonly shows: readonly string[] };

export type ShownTrace = { readonly id: string; readonly username: string };

export function portalPages(stored: Stored, traces: readonly ShownTrace[]): ShownPage[] {
  const { owner, groupId, applicationId, applicationLabel, strangers, entityId, provider } = stored;
  const page = (path: string, ...shows: string[]): ShownPage => ({ path, shows });
  const search = encodeURIComponent(applicationLabel);
  const user = (tab: string, ...shows: string[]) =>
    page(`/admin/users/${owner.id}/${tab}`, owner.displayName, ...shows);
  const group = (tab: string, ...shows: string[]) => page(`/admin/groups/${groupId}/${tab}`, ...shows);
  const application = (tab: string, ...shows: string[]) =>
    page(`/admin/applications/${applicationId}/${tab}`, applicationLabel, ...shows);
  const settings = (tab: string, ...shows: string[]) => page(`/admin/settings/${tab}`, ...shows);
  return [
    page('/portal', ...PAYLOADS),
    page(`/portal/apps/${applicationId}`, applicationLabel, fill(2_000)),
    page('/portal/profile', owner.displayName, ...owner.ownFields),
    page('/portal/security', owner.factorName),
    page('/portal/activity'),
    // The name that was typed last in vain.
    page('/admin', PAYLOADS[1] ?? ''),
    page('/admin/users', ...PAYLOADS),
    page(`/admin/users?search=${search}`, applicationLabel),
    page('/admin/users/new'),
    page('/admin/users/import'),
    user('details', ...owner.fields),
    user('groups', fill(256, 1)),
    user('apps', ...PAYLOADS),
    user('security', owner.factorName),
    user('activity'),
    page('/admin/groups', fill(256, 1), fill(256, 2)),
    page('/admin/groups/new'),
    group('details', fill(256)),
    group('members', owner.displayName),
    group('apps', ...PAYLOADS),
    page('/admin/applications', ...PAYLOADS.slice(1, 8)),
    page(`/admin/applications?search=${search}`, applicationLabel),
    page('/admin/applications/new'),
    application('general', fill(2_000)),
    application('sso', ...PAYLOADS, fill(1_024, 9), fill(1_024, 18)),
    application('groups', fill(256, 1)),
    application(`preview?person=${owner.id}`, ...PAYLOADS),
    application('activity'),
    settings('organisation', fill(100), fill(200, 4)),
    settings('sign-in'),
    settings('administrators', owner.displayName),
    settings('api-keys', fill(100)),
    settings('mail', fill(320, 8)),
    page('/admin/traces', ...strangers),
    ...traces.map(({ id, username }) => page(`/admin/traces/${id}`, username)),
    page('/aws', provider),
    page(`/aws/iam/providers?q=${search}`),
    page('/aws/iam/providers/new'),
    page(`/aws/iam/providers/${provider}`, entityId),
    page(`/aws/iam/providers/${search}`, applicationLabel),
    page('/admin/audit', owner.displayName),
    page(`/admin/audit?search=${search}`),
    page(`/admin/${search}`),
  ];
}

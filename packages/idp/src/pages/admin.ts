// The Admin Portal, thin: who is there, which groups, and each application with what the other side needs.
import type { Application, Entitlement, Group, Person } from '@keyshift/directory';
import { type Assets, type Html, html } from '@keyshift/http';
import { personPage } from './layout.ts';

export type AdminPage = {
  readonly assets: Assets;
  readonly origin: string;
  readonly person: Person;
  readonly people: readonly Person[];
  readonly groups: readonly { readonly group: Group; readonly members: readonly Person[] }[];
  readonly applications: readonly {
    readonly application: Application;
    readonly entitlements: readonly Entitlement[];
  }[];
};

const STATE_BADGE = { active: 'ok', staged: 'warn', suspended: 'bad' } as const;

function peoplePanel(people: readonly Person[]): Html {
  return html`<section class="panel" aria-labelledby="people"><header><h2 id="people">People</h2><span class="badge">${people.length}</span></header>
<div class="scroll"><table><thead><tr><th scope="col">User name</th><th scope="col">Name</th><th scope="col">State</th></tr></thead><tbody>
${people.map(
  (one) =>
    html`<tr><td class="mono">${one.username}</td><td>${one.displayName}${one.admin && html` <span class="badge">Administrator</span>`}<br><span class="hint">${one.email}</span></td><td><span class="badge ${STATE_BADGE[one.state]}">${one.state}</span></td></tr>`,
)}
</tbody></table></div></section>`;
}

function groupsPanel(groups: AdminPage['groups']): Html {
  return html`<section class="panel" aria-labelledby="groups"><header><h2 id="groups">User groups</h2><span class="badge">${groups.length}</span></header>
<div class="scroll"><table><thead><tr><th scope="col">Name</th><th scope="col">Members</th></tr></thead><tbody>
${groups.map(
  ({ group, members }) =>
    html`<tr><td class="mono">${group.name}</td><td>${members.length === 0 ? html`<span class="hint">nobody</span>` : members.map((one) => one.username).join(', ')}</td></tr>`,
)}
</tbody></table></div></section>`;
}

function value(name: string, text: string): Html {
  return html`<div><dt>${name}</dt><dd><code class="copy">${text}</code></dd></div>`;
}

function access(entitlements: readonly Entitlement[]): Html {
  if (entitlements.length === 0) return html`<p class="second">No group may use it: nobody can sign in.</p>`;
  return html`<table><thead><tr><th scope="col">Group</th><th scope="col">IAM role</th></tr></thead><tbody>
${entitlements.map((one) => html`<tr><td class="mono">${one.groupName}</td><td class="mono">${one.roleArn ?? '–'}</td></tr>`)}
</tbody></table>`;
}

function applicationPanel(origin: string, entry: AdminPage['applications'][number]): Html {
  const { application: app, entitlements } = entry;
  const isActive = app.state === 'active';
  const ssoUrl = `${origin}/saml2/${app.ssoPath}`;
  return html`<section class="panel" aria-labelledby="${app.id}">
<header><h2 id="${app.id}">${app.label} <span class="badge ${isActive ? 'ok' : 'bad'}">${isActive ? 'active' : 'inactive'}</span></h2>
<a class="button quiet small" href="/saml2/${app.ssoPath}/metadata?download">Export metadata<span hidden> of ${app.label}</span></a>
<a class="button quiet small" href="/admin/applications/${app.id}/state">${isActive ? 'Deactivate SSO' : 'Activate SSO'}</a></header>
<div class="body"><dl class="pairs">
${value('SSO IdP URL (login URL)', ssoUrl)}
${value('Metadata URL', `${ssoUrl}/metadata`)}
${value('IdP entity ID (issuer)', app.entityId)}
${app.acs.map(({ url }) => value('ACS URL (Recipient, SAML:aud)', url))}
${value('Audience (SP entity ID)', app.audience)}
${value('SAML provider at AWS', app.providerArn ?? 'not recorded yet')}
</dl></div>
<div class="scroll">${access(entitlements)}</div>
</section>`;
}

export function adminPage(o: AdminPage): Html {
  const { assets, person, applications } = o;
  return personPage(
    { assets, title: 'Admin', person, place: 'admin' },
    html`<header><h1>Admin</h1><p class="second">An overview. Changes are made by <code>keyshift apply</code> for now.</p></header>
${applications.length === 0 ? html`<section class="panel"><div class="empty"><h2>No applications yet</h2><p class="second">Run <code>keyshift apply</code> to set up the first one.</p></div></section>` : applications.map((one) => applicationPanel(o.origin, one))}
<div class="columns">${peoplePanel(o.people)}${groupsPanel(o.groups)}</div>`,
  );
}

export function statePage(o: { assets: Assets; person: Person; application: Application; csrf: string }): Html {
  const { assets, person, application } = o;
  const isActive = application.state === 'active';
  return personPage(
    { assets, title: isActive ? 'Deactivate SSO' : 'Activate SSO', person, place: 'admin' },
    html`<header><h1>${isActive ? 'Deactivate' : 'Activate'} SSO for ${application.label}?</h1>
<p class="second">${isActive ? 'From now on nobody can sign in to it. Its configuration, keys and groups stay as they are.' : 'Everybody in its groups can sign in to it again.'}</p></header>
<form method="post" action="/admin/applications/${application.id}/state" class="actions">
<input type="hidden" name="csrf" value="${o.csrf}">
<input type="hidden" name="state" value="${isActive ? 'inactive' : 'active'}">
<button class="button ${isActive ? 'danger' : ''}" type="submit">${isActive ? 'Deactivate SSO' : 'Activate SSO'}</button>
<a class="button quiet" href="/admin">Cancel</a>
</form>`,
  );
}

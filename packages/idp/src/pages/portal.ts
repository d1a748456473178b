// The User Portal: a tile for every application that the person may use now.
import type { Application, Person } from '@keyshift/directory';
import { type Assets, type Html, html } from '@keyshift/http';
import { personPage } from './layout.ts';

export type PortalPage = {
  readonly assets: Assets;
  readonly origin: string;
  readonly person: Person;
  readonly applications: readonly Application[];
  readonly groupNames: readonly string[];
};

function tile(application: Application, origin: string): Html {
  const { label, ssoPath, kind, bookmarkUrl } = application;
  const path = `/saml2/${ssoPath}`;
  if (kind === 'bookmark') {
    return html`<li class="tile"><a class="open" href="${bookmarkUrl ?? ''}" rel="noreferrer"><span class="letter" aria-hidden="true">${label.slice(0, 1).toUpperCase()}</span><span class="label">${label}</span></a></li>`;
  }
  return html`<li class="tile">
<a class="open" href="${path}"><span class="letter" aria-hidden="true">${label.slice(0, 1).toUpperCase()}</span><span class="label">${label}</span></a>
<details><summary>Details</summary><dl>
<div><dt>Login URL for SQL clients</dt><dd><code class="copy">${origin}${path}</code></dd></div>
${application.connector === 'redshift' && html`<div><dt>From a terminal</dt><dd><code class="copy">keyshift sql</code></dd></div>`}
</dl></details>
</li>`;
}

function nothing(groupNames: readonly string[]): Html {
  const groups =
    groupNames.length === 0
      ? 'You are not in any group yet.'
      : `You are in ${groupNames.join(', ')}, and no application is open to ${groupNames.length === 1 ? 'it' : 'them'}.`;
  return html`<section class="panel"><div class="empty">
<h2>No applications yet</h2>
<p class="second">Applications appear here as soon as one of your groups may use them. ${groups}</p>
<p class="second">Ask your Keyshift administrator for the one you need.</p>
</div></section>`;
}

export function portalPage(o: PortalPage): Html {
  const { assets, person, applications } = o;
  return personPage(
    { assets, title: 'Applications', person, place: 'portal' },
    html`<header><h1>Applications</h1><p class="second">Open one and you are signed in.</p></header>
${applications.length === 0 ? nothing(o.groupNames) : html`<ul class="tiles">${applications.map((one) => tile(one, o.origin))}</ul>`}`,
  );
}

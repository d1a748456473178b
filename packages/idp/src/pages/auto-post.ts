// Carries the signed response to the application: a form that sends itself, and a button for when it cannot.
import { type Assets, type Html, html, isLoopbackHost } from '@keyshift/http';
import { cardPage } from './layout.ts';

export type AutoPost = {
  readonly assets: Assets;
  readonly label: string;
  /** A registered address; never one from the request. */
  readonly acsUrl: string;
  readonly samlResponse: string;
  readonly relayState: string | undefined;
  /** It says that the person was not signed in. */
  readonly isRefusal?: boolean;
};

function hint(acsUrl: string): Html {
  const { hostname, port, protocol } = new URL(acsUrl);
  if (!isLoopbackHost(hostname)) return html`If nothing happens, press Continue.`;
  const number = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  return html`Your SQL client waits for you on this computer, port ${number}. If the next page cannot be reached, nothing is listening there: start the sign-in from your SQL client, or run <code>keyshift login</code>.`;
}

export function autoPostPage(o: AutoPost): Html {
  // The Python driver cuts the body at "&RelayState=", so SAMLResponse comes last and the button has no name.
  return cardPage(
    { assets: o.assets, title: `To ${o.label}`, script: 'post' },
    html`<header><h1>Taking you to ${o.label}</h1><p class="second">${o.isRefusal === true ? 'You are not signed in there. One moment.' : 'You are signed in. One moment.'}</p></header>
<form method="post" action="${o.acsUrl}">
${o.relayState !== undefined && html`<input type="hidden" name="RelayState" value="${o.relayState}">`}
<input type="hidden" name="SAMLResponse" value="${o.samlResponse}">
<button class="button wide" type="submit">Continue</button>
</form>
<p class="hint">${hint(o.acsUrl)}</p>`,
  );
}

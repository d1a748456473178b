// A refusal as a page: what failed, why, what to do; and the number to quote.
import type { AppError } from '@keyshift/base';
import { type Assets, type Html, html } from '@keyshift/http';
import { cardPage } from './layout.ts';

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/** The way back to the service provider, with the answer that it waits for. */
export type WayBack = {
  readonly label: string;
  readonly acsUrl: string;
  readonly samlResponse: string;
  readonly relayState: string | undefined;
};

function wayBackForm({ label, acsUrl, samlResponse, relayState }: WayBack): Html {
  return html`<form method="post" action="${acsUrl}">
${relayState !== undefined && html`<input type="hidden" name="RelayState" value="${relayState}">`}
<input type="hidden" name="SAMLResponse" value="${samlResponse}">
<button class="button quiet wide" type="submit">Return to ${label}</button>
</form>`;
}

// Where the person can do what is asked for.
type Place = { readonly path: string; readonly words: string };

const PLACES: Readonly<Record<string, Place>> = {
  'idp.second_factor_required': { path: '/portal/security', words: 'Set up a second factor' },
  'idp.proof_insufficient': { path: '/portal/security', words: 'See how you sign in' },
  'idp.person_not_active': { path: '/login?again=1', words: 'Sign in as somebody else' },
};

export function errorPage(o: {
  assets: Assets;
  error: AppError;
  requestId: string;
  wayBack?: WayBack;
  place?: Place;
}): Html {
  const { what, why, fix, code } = o.error;
  const place = o.place ?? PLACES[code];
  return cardPage(
    { assets: o.assets, title: 'Not done' },
    html`<header><h1>${sentence(what).replace(/\.$/, '')}</h1></header>
<div class="notice bad" role="alert"><span>${sentence(why)}</span></div>
<p><strong>What to do:</strong> ${sentence(fix)}</p>
${o.wayBack !== undefined && wayBackForm(o.wayBack)}
${
  place === undefined
    ? html`<p class="below"><a href="/portal">Go to your portal</a></p>`
    : html`<a class="button wide" href="${place.path}">${place.words}</a>`
}`,
    html`Code <span class="mono">${code}</span> · request <span class="mono">${o.requestId}</span>`,
  );
}

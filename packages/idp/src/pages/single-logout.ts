// Single logout: carrying the message to the next application, and the result for each.
import { type Assets, type Html, html } from '@keyshift/http';
import type { Carry } from '../slo/advance.ts';
import type { Logout, ParticipantState } from '../slo/logout.ts';
import { cardPage } from './layout.ts';

/** Without scripts the button does it; a redirect needs neither. */
export function carryPage(o: { assets: Assets; carry: Exclude<Carry, { kind: 'finished' }> }): Html {
  const { assets, carry } = o;
  const head = html`<header><h1>Signing you out of ${carry.label}</h1><p class="second">One moment.</p></header>`;
  if (carry.kind === 'redirect') {
    const frame = { assets, title: 'Signing out', refresh: carry.url };
    return cardPage(frame, html`${head}<a class="button wide" href="${carry.url}">Continue</a>`);
  }
  const { url, field, value, relayState } = carry;
  return cardPage(
    { assets, title: 'Signing out', script: 'post' },
    html`${head}
<form method="post" action="${url}">
${relayState !== undefined && html`<input type="hidden" name="RelayState" value="${relayState}">`}
<input type="hidden" name="${field}" value="${value}">
<button class="button wide" type="submit">Continue</button>
</form>`,
  );
}

const RESULTS: Readonly<Record<ParticipantState, { badge: string; word: string }>> = {
  ended: { badge: 'ok', word: 'signed out' },
  waiting: { badge: 'warn', word: 'not told yet' },
  asked: { badge: 'warn', word: 'did not answer' },
  failed: { badge: 'bad', word: 'refused' },
  unreachable: { badge: 'warn', word: 'stays open until its own session ends' },
};

export function logoutResultPage(o: { assets: Assets; logout: Logout }): Html {
  const rows = o.logout.participants.map(({ label, state }) => {
    const { badge, word } = RESULTS[state];
    return html`<div><dt>${label}</dt><dd><span class="badge ${badge}">${word}</span></dd></div>`;
  });
  return cardPage(
    { assets: o.assets, title: 'Signed out' },
    html`<header><h1>You are signed out</h1><p class="second">Close the browser window if others use this computer.</p></header>
${rows.length > 0 && html`<dl>${rows}</dl>`}
<a class="button wide" href="/login">Sign in again</a>`,
  );
}

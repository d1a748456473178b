// Single logout: carrying the message to the next application, and the result for each.
import { type Assets, type Html, html } from '@keyshift/http';
import type { Carry } from '../slo/advance.ts';
import type { Logout, ParticipantState } from '../slo/logout.ts';
import { cardPage } from './layout.ts';

/** The way on without an answer; `csrf` belongs to the browser's logout. */
function onwardForm(csrf: string, words: string): Html {
  return html`<form id="onward" method="post" action="/logout/continue">
<input type="hidden" name="csrf" value="${csrf}">
<button class="button quiet wide" type="submit">${words}</button>
</form>`;
}

/**
 * Without scripts the buttons do it. `onward` leads past an application that does not answer; the answer to whoever began
 * the logout is the last page, and needs no way on.
 */
export function carryPage(o: {
  assets: Assets;
  carry: Exclude<Carry, { kind: 'finished' }>;
  onward: string | undefined;
}): Html {
  const { assets, carry, onward } = o;
  const head = html`<header><h1>Signing you out of ${carry.label}</h1><p class="second">One moment.</p></header>`;
  const pass = onward !== undefined && onwardForm(onward, `Go on without ${carry.label}`);
  if (carry.kind === 'redirect') {
    const frame = { assets, title: 'Signing out', refresh: carry.url, script: 'carry' };
    return cardPage(frame, html`${head}<a class="button wide" href="${carry.url}">Continue</a>\n${pass}`);
  }
  const { url, field, value, relayState } = carry;
  return cardPage(
    { assets, title: 'Signing out', script: 'carry' },
    html`${head}
<form id="carry" method="post" action="${url}">
${relayState !== undefined && html`<input type="hidden" name="RelayState" value="${relayState}">`}
<input type="hidden" name="${field}" value="${value}">
<button class="button wide" type="submit">Continue</button>
</form>
${pass}`,
  );
}

const RESULTS: Readonly<Record<ParticipantState, { badge: string; word: string }>> = {
  ended: { badge: 'ok', word: 'signed out' },
  waiting: { badge: 'warn', word: 'not told yet' },
  asked: { badge: 'warn', word: 'did not answer' },
  failed: { badge: 'bad', word: 'refused' },
  unreachable: { badge: 'warn', word: 'stays open until its own session ends' },
};

function resultRows({ participants }: Logout): Html {
  const rows = participants.map(({ label, state }) => {
    const { badge, word } = RESULTS[state];
    return html`<div><dt>${label}</dt><dd><span class="badge ${badge}">${word}</span></dd></div>`;
  });
  return html`${rows.length > 0 && html`<dl>${rows}</dl>`}`;
}

export function logoutResultPage(o: { assets: Assets; logout: Logout }): Html {
  return cardPage(
    { assets: o.assets, title: 'Signed out' },
    html`<header><h1>You are signed out</h1><p class="second">Close the browser window if others use this computer.</p></header>
${resultRows(o.logout)}
<a class="button wide" href="/login">Sign in again</a>`,
  );
}

/** For whoever comes back from an application that did not send them back itself. */
export function logoutPausedPage(o: { assets: Assets; logout: Logout; csrf: string }): Html {
  return cardPage(
    { assets: o.assets, title: 'Signing out' },
    html`<header><h1>You are signed out here</h1><p class="second">Signing you out of your applications was not finished: one of them did not send you back.</p></header>
${resultRows(o.logout)}
${onwardForm(o.csrf, 'Go on signing out')}`,
  );
}

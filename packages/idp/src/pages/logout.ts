// Leaving: the question, and the farewell.
import { type Assets, type Html, html } from '@keyshift/http';
import { cardPage } from './layout.ts';

export function logoutPage(o: { assets: Assets; csrf: string; displayName: string }): Html {
  return cardPage(
    { assets: o.assets, title: 'Sign out' },
    html`<header><h1>Sign out?</h1><p class="second">You are signed in as ${o.displayName}.</p></header>
<p>You are also signed out of the applications that can be told; the others stay open until their own session ends.</p>
<form method="post" action="/logout" class="actions">
<input type="hidden" name="csrf" value="${o.csrf}">
<button class="button" type="submit">Sign out</button>
<a class="button quiet" href="/portal">Stay signed in</a>
</form>`,
  );
}

export function signedOutPage(o: { assets: Assets }): Html {
  return cardPage(
    { assets: o.assets, title: 'Signed out' },
    html`<header><h1>You are signed out</h1><p class="second">Close the browser window if others use this computer.</p></header>
<a class="button wide" href="/login">Sign in again</a>`,
  );
}

// Setting a password by a one-time link, and asking for such a link.
import { type Assets, type Html, html } from '@keyshift/http';
import { cardPage } from './layout.ts';

export type SetPasswordPage = {
  readonly assets: Assets;
  readonly csrf: string;
  readonly token: string;
  readonly rules: readonly string[];
  /** What was wrong with the one that was tried. */
  readonly mistakes?: readonly string[];
};

export function setPasswordPage(o: SetPasswordPage): Html {
  const invalid = o.mistakes !== undefined && html` aria-invalid="true"`;
  return cardPage(
    { assets: o.assets, title: 'Set a password' },
    html`<header><h1>Set a password</h1><p class="second">You are signed out everywhere then, and sign in with it.</p></header>
${o.mistakes !== undefined && html`<div class="notice bad" role="alert" id="password-error"><strong>The password was not set.</strong><ul>${o.mistakes.map((one) => html`<li>${one}</li>`)}</ul></div>`}
<form method="post" action="/login/reset" class="fields">
<input type="hidden" name="csrf" value="${o.csrf}">
<input type="hidden" name="token" value="${o.token}">
<div class="field">
<label for="password">New password</label>
<input id="password" name="password" type="password" autocomplete="new-password" maxlength="128" required autofocus aria-describedby="password-rules"${invalid}>
<ul class="hint" id="password-rules">${o.rules.map((rule) => html`<li>${rule}</li>`)}</ul>
</div>
<div class="field">
<label for="repeat">The same again</label>
<input id="repeat" name="repeat" type="password" autocomplete="new-password" maxlength="128" required>
</div>
<button class="button wide" type="submit">Set password</button>
</form>`,
  );
}

export function passwordSetPage(o: { assets: Assets }): Html {
  return cardPage(
    { assets: o.assets, title: 'Password set' },
    html`<header><h1>Your password is set</h1><p class="second">All sessions have ended. Sign in with the new password.</p></header>
<a class="button wide" href="/login?again=1">Sign in</a>`,
  );
}

export function forgotPage(o: { assets: Assets; csrf: string; canMail: boolean; supportContact: string | null }): Html {
  const ask = html`<p>Ask your administrator for a link to set a new password${o.supportContact !== null && html`: <strong>${o.supportContact}</strong>`}. They make one on your page in the Admin Portal.</p>`;
  const form = html`<form method="post" action="/login/forgot" class="fields">
<input type="hidden" name="csrf" value="${o.csrf}">
<div class="field">
<label for="username">User name</label>
<input id="username" name="username" type="text" autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false" maxlength="64" required autofocus>
</div>
<button class="button wide" type="submit">Send a link</button>
</form>`;
  return cardPage(
    { assets: o.assets, title: 'Forgot your password?' },
    html`<header><h1>Forgot your password?</h1></header>${o.canMail ? form : ask}`,
    html`<a href="/login">Back to sign-in</a>`,
  );
}

/** The same words whether there is such a person or not. */
export function linkSentPage(o: { assets: Assets }): Html {
  return cardPage(
    { assets: o.assets, title: 'Check your mail' },
    html`<header><h1>Check your mail</h1><p class="second">If there is such an account, a link is on its way to its address. It works once, for 30 minutes.</p></header>
<a class="button quiet wide" href="/login">Back to sign-in</a>`,
  );
}

// The sign-in page: one card, two fields, one error in words.
import { type Assets, type Html, html } from '@keyshift/http';
import { cardPage } from './layout.ts';

export type LoginPage = {
  readonly assets: Assets;
  readonly csrf: string;
  /** A checked path of this site. */
  readonly next: string;
  /** The application that the person is on the way to. */
  readonly applicationLabel?: string | undefined;
  readonly username?: string;
  readonly failed?: boolean;
};

const FAILED = html`<div class="notice bad" role="alert" id="login-error">
<strong>That did not work.</strong>
<span>The user name or the password is wrong, or sign-in is paused after several attempts. Check both, or wait a minute and try again.</span>
</div>`;

export function loginPage(o: LoginPage): Html {
  const invalid = o.failed === true && html` aria-invalid="true" aria-describedby="login-error"`;
  const startsEmpty = o.username === undefined || o.username === '';
  return cardPage(
    { assets: o.assets, title: 'Sign in' },
    html`<header>
<h1>Sign in</h1>
<p class="second">${o.applicationLabel === undefined ? 'to your portal' : html`to continue to <strong>${o.applicationLabel}</strong>`}</p>
</header>
${o.failed === true && FAILED}
<form method="post" action="/login" class="fields">
<input type="hidden" name="csrf" value="${o.csrf}">
<input type="hidden" name="next" value="${o.next}">
<div class="field">
<label for="username">User name</label>
<input id="username" name="username" type="text" value="${o.username ?? ''}" autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false" maxlength="64" required${startsEmpty && html` autofocus`}${invalid}>
</div>
<div class="field">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="128" required${!startsEmpty && html` autofocus`}${invalid}>
</div>
<button class="button wide" type="submit">Sign in</button>
<a class="button quiet wide" href="/login/passkey?${new URLSearchParams({ next: o.next }).toString()}">Sign in with a passkey</a>
</form>`,
    html`<a href="/login/forgot">Forgot your password?</a><br>Only sign in on a page whose address you know.`,
  );
}

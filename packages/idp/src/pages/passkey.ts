// Signing in with a passkey: the browser's own dialog does it; this page starts it and carries the answer back.
import { type Assets, type Html, html } from '@keyshift/http';
import { cardPage } from './layout.ts';

export type PasskeyPage = {
  readonly assets: Assets;
  readonly csrf: string;
  readonly next: string;
  readonly challengeId: string;
  /** PublicKeyCredentialRequestOptionsJSON. */
  readonly options: unknown;
  readonly failed?: boolean;
};

const FAILED = html`<div class="notice bad" role="alert">
<strong>The passkey was not accepted.</strong>
<span>It may belong to another site or account, or it took too long. Try again, or sign in with your password.</span>
</div>`;

export function passkeyPage(o: PasskeyPage): Html {
  return cardPage(
    { assets: o.assets, title: 'Sign in with a passkey', script: 'passkey' },
    html`<header><h1>Sign in with a passkey</h1><p class="second">Your browser asks for your fingerprint, face, PIN or security key.</p></header>
${o.failed === true && FAILED}
<form method="post" action="/login/passkey" class="fields" data-passkey="${JSON.stringify(o.options)}"${o.failed === true && html` data-failed="true"`}>
<input type="hidden" name="csrf" value="${o.csrf}">
<input type="hidden" name="next" value="${o.next}">
<input type="hidden" name="challenge" value="${o.challengeId}">
<input type="hidden" name="response" value="">
<p class="notice bad" role="alert" hidden data-problem></p>
<button class="button wide" type="submit">Use passkey</button>
</form>
<noscript><p class="hint">Passkeys need JavaScript. Sign in with your password instead.</p></noscript>`,
    html`<a href="/login?${new URLSearchParams({ next: o.next, again: '1' }).toString()}">Sign in with your password</a>`,
  );
}

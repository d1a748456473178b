// The second step of a sign-in: a code, or a passkey.
import { type Assets, type Html, html } from '@keyshift/http';
import { cardPage } from './layout.ts';

export type SecondFactorPage = {
  readonly assets: Assets;
  readonly csrf: string;
  readonly displayName: string;
  readonly hasCode: boolean;
  readonly hasPasskey: boolean;
  readonly failed?: boolean;
};

const FAILED = html`<div class="notice bad" role="alert" id="code-error">
<strong>That code did not work.</strong>
<span>Codes change every 30 seconds and each works once. Wait for the next one and check the clock of your phone; or use a recovery code.</span>
</div>`;

function codeForm(o: SecondFactorPage): Html {
  return html`<form method="post" action="/login/mfa" class="fields">
<input type="hidden" name="csrf" value="${o.csrf}">
<div class="field">
<label for="code">Code</label>
<input id="code" name="code" type="text" inputmode="text" autocomplete="one-time-code" autocapitalize="none" autocorrect="off" spellcheck="false" maxlength="32" required autofocus aria-describedby="code-hint${o.failed === true && ' code-error'}"${o.failed === true && html` aria-invalid="true"`}>
<span class="hint" id="code-hint">Six digits from your authenticator app, or one of your recovery codes.</span>
</div>
<button class="button wide" type="submit">Continue</button>
</form>`;
}

export function secondFactorPage(o: SecondFactorPage): Html {
  return cardPage(
    { assets: o.assets, title: 'Second step' },
    html`<header>
<h1>One more step</h1>
<p class="second">The password was right, ${o.displayName}. Now prove it is you.</p>
</header>
${o.failed === true && FAILED}
${o.hasCode && codeForm(o)}
${o.hasPasskey && html`<a class="button wide${o.hasCode && ' quiet'}" href="/login/passkey">Use a passkey</a>`}`,
    html`Lost your phone? Use a recovery code, or ask your administrator to remove the factor. <a href="/login?again=1">Start over</a>`,
  );
}

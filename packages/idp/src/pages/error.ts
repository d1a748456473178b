// A refusal as a page: what failed, why, what to do; and the number to quote.
import type { AppError } from '@keyshift/base';
import { type Assets, type Html, html } from '@keyshift/http';
import { cardPage } from './layout.ts';

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

export function errorPage(o: { assets: Assets; error: AppError; requestId: string }): Html {
  const { what, why, fix, code } = o.error;
  return cardPage(
    { assets: o.assets, title: 'Not done' },
    html`<header><h1>${sentence(what).replace(/\.$/, '')}</h1></header>
<div class="notice bad" role="alert"><span>${sentence(why)}</span></div>
<p><strong>What to do:</strong> ${sentence(fix)}</p>
<p class="below"><a href="/portal">Go to your portal</a></p>`,
    html`Code <span class="mono">${code}</span> · request <span class="mono">${o.requestId}</span>`,
  );
}

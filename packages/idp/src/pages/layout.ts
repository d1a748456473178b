// The frame of every page: head, brand, the card of sign-in pages, the bar of signed-in pages.
import { type Assets, createAssets, type Html, html } from '@keyshift/http';
import { PASSKEY_SCRIPT } from './passkey-script.ts';
import { CARRY_SCRIPT, ICON, PAGE_STYLES, POST_SCRIPT } from './styles.ts';

/** The style sheet, the auto-post script and the icon. */
export function pageAssets(): Assets {
  return createAssets({
    pages: { kind: 'css', text: PAGE_STYLES },
    post: { kind: 'js', text: POST_SCRIPT },
    carry: { kind: 'js', text: CARRY_SCRIPT },
    passkey: { kind: 'js', text: PASSKEY_SCRIPT },
    icon: { kind: 'svg', text: ICON },
  });
}

const BRAND = html`<svg viewBox="0 0 24 24" aria-hidden="true"><rect class="plate" width="24" height="24" rx="6"/><g class="mark"><circle cx="8.5" cy="12" r="3.5"/><path d="M12 12h7m-2.5 0v3"/></g></svg>Keyshift`;

export type PageFrame = {
  readonly assets: Assets;
  readonly title: string;
  readonly script?: string;
  /** Where the page leads by itself. */
  readonly refresh?: string;
};

function documentPage(frame: PageFrame, body: Html): Html {
  const { assets, title, script, refresh } = frame;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${refresh !== undefined && html`<meta http-equiv="refresh" content="${`0;url=${refresh}`}">`}
<title>${title} · Keyshift</title>
<link rel="icon" type="image/svg+xml" href="${assets.path('icon')}">
<link rel="stylesheet" href="${assets.path('pages')}">
${script !== undefined && html`<script src="${assets.path(script)}" defer></script>`}
</head>
<body>
${body}
</body>
</html>
`;
}

/** One card in the middle: sign-in, sign-out, errors, the way to the application. */
export function cardPage(frame: PageFrame, card: Html, foot?: Html): Html {
  return documentPage(
    frame,
    html`<main class="stage">
<span class="brand">${BRAND}</span>
<section class="card">
${card}
</section>
${foot !== undefined && html`<p class="foot hint">${foot}</p>`}
</main>`,
  );
}

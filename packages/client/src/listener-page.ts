// The one page that the listener shows: no script, no request to anywhere, nothing of the assertion in it.
import { createHash } from 'node:crypto';

const STYLE = `
:root { color-scheme: light dark; --bg: #f7f7f5; --card: #fff; --line: #e5e4e0; --ink: #1b1a17; --second: #5f5c55; }
@media (prefers-color-scheme: dark) {
  :root { --bg: #0c0d0f; --card: #1a1c20; --line: #2a2d33; --ink: #ecedee; --second: #a3a8b1; }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--bg); color: var(--ink);
  font: 14px/20px Inter, system-ui, sans-serif; }
main { box-sizing: border-box; width: min(400px, calc(100vw - 32px)); padding: 32px; background: var(--card);
  border: 1px solid var(--line); border-radius: 12px; }
h1 { margin: 0 0 8px; font-size: 20px; line-height: 28px; font-weight: 600; letter-spacing: -0.01em; }
p { margin: 0; color: var(--second); }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};

/** `title` and `text` are our own words, never a value from a request. */
export function formatPage(title: string, text: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Keyshift</title>
<style>${STYLE}</style></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>
`;
}

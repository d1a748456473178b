// The one style sheet of the server-rendered pages: warm greys, one blue, light and dark by the system's choice.

export const PAGE_STYLES = `
:root {
  color-scheme: light dark;
  --bg: #ffffff; --sunken: #f7f7f5; --raised: #ffffff;
  --line: #e5e4e0; --line-strong: #cfcdc7; --field: #8f8c85;
  --ink: #1b1a17; --ink-2: #5f5c55; --ink-3: #6b6760;
  --accent: #1f5eff; --accent-hover: #164fe0; --on-accent: #ffffff; --soft: #eaf0ff;
  --ok: #136c43; --ok-soft: #e3f5ea; --warn: #8a4b00; --warn-soft: #fdf0dc; --bad: #b4232a; --bad-soft: #fdeaea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #131417; --sunken: #0c0d0f; --raised: #1a1c20;
    --line: #2a2d33; --line-strong: #41454e; --field: #666b75;
    --ink: #ecedee; --ink-2: #a3a8b1; --ink-3: #8b919b;
    --accent: #6d97ff; --accent-hover: #88aaff; --on-accent: #0b1020; --soft: #1b2542;
    --ok: #6fd3a0; --ok-soft: #12291e; --warn: #f0b463; --warn-soft: #2e2312; --bad: #ff8a8a; --bad-soft: #331a1c;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; background: var(--sunken); color: var(--ink);
  font: 400 14px/20px Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  display: flex; flex-direction: column;
}
h1 { font-size: 20px; line-height: 28px; font-weight: 600; letter-spacing: -0.01em; margin: 0; text-wrap: balance; }
h2 { font-size: 14px; line-height: 20px; font-weight: 600; margin: 0; }
p { margin: 0; }
a { color: var(--accent); text-underline-offset: 2px; }
a:hover { text-decoration-thickness: 2px; }
code, .mono {
  font: 400 12px/18px "JetBrains Mono", ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-variant-ligatures: none; overflow-wrap: anywhere;
}
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.second { color: var(--ink-2); }
.hint { color: var(--ink-3); font-size: 12px; line-height: 16px; }

.brand { display: inline-flex; align-items: center; gap: 8px; font-weight: 600; color: var(--ink); text-decoration: none; }
.brand svg { width: 24px; height: 24px; flex: none; }
.brand .plate { fill: var(--accent); }
.brand .mark { fill: none; stroke: var(--on-accent); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }

.stage { flex: 1; display: flex; flex-direction: column; align-items: center; padding: 12vh 16px 32px; gap: 24px; }
.card {
  width: 100%; max-width: 400px; background: var(--raised); border: 1px solid var(--line); border-radius: 12px;
  padding: 32px; display: flex; flex-direction: column; gap: 24px;
}
.card header { display: flex; flex-direction: column; gap: 4px; }
.card .below { border-top: 1px solid var(--line); padding-top: 16px; }
.foot { text-align: center; max-width: 400px; }

form { margin: 0; }
.fields { display: flex; flex-direction: column; gap: 16px; }
.field { display: flex; flex-direction: column; gap: 6px; }
.field label { font-weight: 500; }
.field input {
  height: 40px; width: 100%; padding: 0 12px; font: inherit; font-size: 16px; color: var(--ink); background: var(--raised);
  border: 1px solid var(--field); border-radius: 6px;
}
.field input:focus-visible { outline: 2px solid var(--accent); outline-offset: -1px; border-color: var(--accent); }
.field input[aria-invalid="true"] { border-color: var(--bad); }

.button {
  display: inline-flex; align-items: center; justify-content: center; height: 40px; padding: 0 16px; border-radius: 6px;
  border: 1px solid transparent; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600;
  text-decoration: none; cursor: pointer; transition: background-color 120ms;
}
.button:hover { background: var(--accent-hover); }
.button.wide { width: 100%; }
.button.quiet { background: transparent; border-color: var(--line-strong); color: var(--ink); font-weight: 500; }
.button.quiet:hover { background: var(--sunken); }
.button.danger { background: var(--bad); color: var(--raised); }
.button.small { height: 32px; padding: 0 12px; }
.actions { display: flex; gap: 8px; flex-wrap: wrap; }

.notice { border-radius: 8px; padding: 12px 14px; background: var(--soft); display: flex; flex-direction: column; gap: 2px; }
.notice.bad { background: var(--bad-soft); color: var(--bad); }
.notice.warn { background: var(--warn-soft); color: var(--warn); }
.notice strong { font-weight: 600; }

dl { margin: 0; display: grid; gap: 12px; }
dt { color: var(--ink-3); font-size: 12px; line-height: 16px; }
dd { margin: 2px 0 0; }
.badge { display: inline-block; padding: 1px 8px; border-radius: 99px; font-size: 12px; line-height: 18px; font-weight: 500; background: var(--sunken); color: var(--ink-2); white-space: nowrap; }
.badge.ok { background: var(--ok-soft); color: var(--ok); }
.badge.warn { background: var(--warn-soft); color: var(--warn); }
.badge.bad { background: var(--bad-soft); color: var(--bad); }

@media (max-width: 480px) {
  .stage { padding: 24px 16px; }
  .card { padding: 24px 20px; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;

/** Sends the auto-post form; without scripts the Continue button does. */
/** An application that is not reached in that time must not keep the person waiting, or the others signed in. */
const LONGEST_WAIT_SECONDS = 5;

/** Sends the logout message, if it is a form, and goes on if nothing comes of it. */
export const CARRY_SCRIPT: string = `document.getElementById('carry')?.requestSubmit();
setTimeout(() => document.getElementById('onward')?.requestSubmit(), ${LONGEST_WAIT_SECONDS * 1_000});
`;

export const POST_SCRIPT = `document.forms[0].requestSubmit();\n`;

export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#1f5eff"/><g fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><circle cx="8.5" cy="12" r="3.5"/><path d="M12 12h7m-2.5 0v3"/></g></svg>`;

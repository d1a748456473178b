// The theme choice: a cookie that /site/theme.js reads before the first paint, and the class `dark` on <html>.
import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'light' | 'dark' | 'system';

const COOKIE = /(?:^|; )keyshift-theme=(light|dark|system)(?:;|$)/;
const CHANGED = 'keyshift-theme';
const YEAR_SECONDS = 31_536_000;

function readChoice(): ThemeChoice {
  return (COOKIE.exec(document.cookie)?.[1] ?? 'system') as ThemeChoice;
}

function applyChoice(choice: ThemeChoice): void {
  const isDark = choice === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : choice === 'dark';
  document.documentElement.classList.toggle('dark', isDark);
}

function subscribe(onChange: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const onSystem = () => applyChoice(readChoice());
  system.addEventListener('change', onSystem);
  window.addEventListener(CHANGED, onChange);
  return () => {
    system.removeEventListener('change', onSystem);
    window.removeEventListener(CHANGED, onChange);
  };
}

/** Keeps the choice for a year, for the server-rendered pages too, and shows it at once. */
export function chooseTheme(choice: ThemeChoice): void {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that we support
  document.cookie = `keyshift-theme=${choice}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
  applyChoice(choice);
  window.dispatchEvent(new Event(CHANGED));
}

/** The current choice; follows the system while it is `system`. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, readChoice);
}

// Sets light or dark before the first paint, from the cookie or else from the system.
(() => {
  const choice = /(?:^|; )keyshift-theme=(light|dark)(?:;|$)/.exec(document.cookie)?.[1];
  const isDark = choice === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : choice === 'dark';
  document.documentElement.classList.toggle('dark', isDark);
})();

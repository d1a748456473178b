// Builds the site (or, with `--mode stories`, the story page): external files only, so that a strict policy can hold.
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type PluginOption } from 'vite';
import { precompress } from './build/precompress.ts';

export default defineConfig(({ mode }) => {
  const isStories = mode === 'stories';
  return {
    // Not /assets/: the server has a route of that name for the pages that it renders itself.
    base: '/site/',
    plugins: [react(), tailwindcss() as PluginOption, precompress()],
    // Not the condition `source`: React Aria has one too, meant for its own build.
    resolve: {
      alias: [
        { find: '@keyshift/web-api', replacement: fileURLToPath(new URL('../web-api/src/index.ts', import.meta.url)) },
        { find: /^zod$/, replacement: fileURLToPath(new URL('src/zod-setup.ts', import.meta.url)) },
      ],
    },
    build: {
      outDir: isStories ? 'dist/stories' : 'dist/site',
      emptyOutDir: true,
      // Older targets would rewrite color functions and nesting, at the price of size and of lost colors.
      target: 'es2023',
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      // The polyfill is an inline script.
      modulePreload: { polyfill: false },
      // Fonts and icons stay files: font-src does not allow data addresses.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      // The stories are one chunk on purpose; nobody waits for them.
      chunkSizeWarningLimit: isStories ? 2_000 : 600,
      rolldownOptions: { input: isStories ? 'stories.html' : 'index.html' },
    },
  };
});

// Three projects: unit and page tests share threads without isolation (which also forbids module state), whole journeys run
// isolated.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const conditions = ['source'];
// Vitest's own default leaves one core out; tests wait for PostgreSQL and browsers often enough for one more than all.
const maxWorkers = availableParallelism() + 1;
const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } };

export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'tools/**/*.test.ts'],
          globalSetup: ['packages/postgres/src/testing/shared-server.ts'],
          pool: 'threads',
          isolate: false,
          maxWorkers,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Not the condition `source`: React Aria has one too, meant for its own build.
        resolve: {
          alias: { '@keyshift/web-api': fileURLToPath(new URL('packages/web-api/src/index.ts', import.meta.url)) },
        },
        test: {
          name: 'web',
          include: ['packages/web/src/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['packages/web/src/testing/setup.ts'],
          pool: 'threads',
          isolate: false,
          maxWorkers,
          testTimeout: 30_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['e2e/src/**/*.test.ts'],
          pool: 'forks',
          isolate: false,
          maxWorkers,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});

// What jsdom lacks and the kit's libraries use; and a clean page after each test.
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// A busy machine takes longer than the second that is the default.
configure({ asyncUtilTimeout: 10_000 });
vi.stubGlobal('CSS', {
  escape: (text: string) => text.replace(/[^\w-]/g, (character) => `\\${character}`),
  supports: () => false,
});
vi.stubGlobal('matchMedia', (query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}));
window.scrollTo = () => undefined;
// A promise in newer browsers, which an effect must not hand back.
Element.prototype.scrollIntoView = () => Promise.resolve();

afterEach(() => {
  cleanup();
  delete document.documentElement.dataset['page'];
});

// The pages of a single logout lead on by themselves, to addresses with more than one parameter.
import { formatHtml } from '@keyshift/http';
import { describe, expect, it } from 'vitest';
import { carryPage } from './single-logout.ts';

const assets = { path: (name: string) => `/assets/${name}`, find: () => undefined };

describe('carrying a logout message by an address', () => {
  it('leads there with and without a click', () => {
    const url = 'https://app.example/slo?SAMLRequest=a&Signature=b';
    const page = formatHtml(
      carryPage({ assets, carry: { kind: 'redirect', url, label: 'App', field: 'SAMLRequest' }, onward: 'token' }),
    );
    const escaped = 'https://app.example/slo?SAMLRequest=a&amp;Signature=b';
    expect(page).toContain(`<meta http-equiv="refresh" content="0;url=${escaped}">`);
    expect(page).toContain(`href="${escaped}"`);
    expect(page).toMatch(/<form id="onward" method="post" action="\/logout\/continue">\n<input[^>]* value="token">/);
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { type FakeAnswers, fakeApi } from '../../testing/fake-api.ts';
import { renderPage } from '../../testing/render-page.tsx';

const ENTRY = {
  sequence: 12,
  at: '2026-11-26T10:00:00Z',
  actor: 'per_1',
  actorName: 'Ada Lovelace',
  action: 'application.updated',
  target: 'app_1',
  targetName: 'Analytics',
  summary: 'Ada Lovelace changed Analytics',
  changes: [{ field: 'audience', from: 'urn:a', to: 'urn:b' }],
  details: { reason: 'ticket 7' },
};
const api = (answers: FakeAnswers = {}) =>
  fakeApi({
    listAudit: () => ({ items: [ENTRY], before: null }),
    listPeople: () => ({ items: [], next: null, previous: null, total: 0, totalIsCapped: false }),
    ...answers,
  });

test('opens an entry to what changed', async () => {
  const { user } = await renderPage('/admin/audit', api().request);
  await user.click(await screen.findByRole('button', { name: /Ada Lovelace changed Analytics/ }));
  const change = screen.getByRole('row', { name: /audience/ });
  expect(within(change).getByText('urn:a')).toBeTruthy();
  expect(within(change).getByText('urn:b')).toBeTruthy();
  expect(screen.getByText('ticket 7')).toBeTruthy();
});

test('exports what the filters leave', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  const { request, calls } = api();
  const { user } = await renderPage('/admin/audit?action=application.updated&from=2026-11-01&q=ada', request);
  await screen.findByRole('list', { name: 'Audit log' });
  const from = new Date('2026-11-01T00:00:00').toISOString();
  const asked = calls.find(({ name, query }) => name === 'listAudit' && query['action'] !== undefined);
  expect(asked?.query).toEqual({ action: 'application.updated', from, search: 'ada', limit: '50' });
  await user.click(screen.getByRole('button', { name: 'Export' }));
  const href = (click.mock.contexts[0] as HTMLAnchorElement).getAttribute('href') ?? '';
  expect(Object.fromEntries(new URLSearchParams(href.split('?')[1]))).toEqual({
    action: 'application.updated',
    from,
    search: 'ada',
  });
  click.mockRestore();
});

test('says whether the chain is whole, and where it breaks', async () => {
  let isWhole = true;
  const { request } = api({
    verifyAudit: () =>
      isWhole
        ? { ok: true, entries: 12, sequence: null, reason: null }
        : { ok: false, entries: 12, sequence: 5, reason: 'the hash does not fit' },
  });
  const { user } = await renderPage('/admin/audit', request);
  await user.click(await screen.findByRole('button', { name: 'Verify chain' }));
  expect(await screen.findByText('The chain is whole')).toBeTruthy();
  isWhole = false;
  await user.click(screen.getByRole('button', { name: 'Verify chain' }));
  expect(await screen.findByText('The chain breaks at entry 5')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByText('The chain breaks at entry 5')).toBeNull());
});

test('shows nothing found, and how to see everything again', async () => {
  const { request } = api({
    listAudit: ({ query }) => ({ items: query['target'] === 'app_9' ? [] : [ENTRY], before: null }),
  });
  const { user, address } = await renderPage('/admin/audit?target=app_9', request);
  await user.click(await screen.findByRole('button', { name: 'Clear search and filters' }));
  expect(await screen.findByText('Ada Lovelace changed Analytics')).toBeTruthy();
  expect(address()).toBe('/admin/audit');
});

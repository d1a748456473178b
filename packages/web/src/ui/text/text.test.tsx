import { act, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Badge } from '../feedback/badge.tsx';
import { Banner } from '../feedback/banner.tsx';
import { EmptyState } from '../feedback/empty-state.tsx';
import { Skeleton } from '../feedback/skeleton.tsx';
import { ToastProvider, useToast } from '../feedback/toast.tsx';
import { CodeBlock } from './code-block.tsx';
import { Diff } from './diff.tsx';
import { ExpiryText } from './expiry-text.tsx';
import { KeyValues } from './key-values.tsx';
import { formatRelative, TimeText } from './time-text.tsx';
import { Timeline } from './timeline.tsx';

afterEach(() => vi.useRealTimers());

it('CodeBlock scrolls by keyboard and copies what it shows', async () => {
  const user = userEvent.setup();
  render(<CodeBlock label="Metadata" code="<x/>" />);
  expect(screen.getByRole('region', { name: 'Metadata' }).tabIndex).toBe(0);
  await user.click(screen.getByRole('button', { name: 'Copy Metadata' }));
  expect(await navigator.clipboard.readText()).toBe('<x/>');
});

it('Diff says in words what was not set and what is removed', () => {
  render(
    <Diff
      changes={[
        { field: 'A', from: '', to: '1' },
        { field: 'B', from: '2', to: '' },
      ]}
    />,
  );
  expect(screen.getByRole('row', { name: 'A not set 1' })).toBeTruthy();
  expect(screen.getByRole('row', { name: 'B 2 removed' })).toBeTruthy();
});

it('KeyValues pairs names with values', () => {
  render(<KeyValues items={[{ label: 'SP entity ID', alias: 'Audience', value: 'urn:x' }]} />);
  expect(screen.getByRole('term').textContent).toBe('SP entity ID · Audience');
  expect(screen.getByRole('definition').textContent).toBe('urn:x');
});

it('Timeline opens details on request, those of a failed step at once', async () => {
  const user = userEvent.setup();
  render(
    <Timeline
      label="Sign-in"
      steps={[
        { id: '1', name: 'Assertion', state: 'done', time: '+4 ms', detail: <p>xml</p> },
        { id: '2', name: 'Role', state: 'failed', detail: <p>denied</p> },
        { id: '3', name: 'Session', state: 'waiting' },
      ]}
    />,
  );
  const steps = within(screen.getByRole('list', { name: 'Sign-in' })).getAllByRole('listitem');
  expect(steps.map((step) => step.textContent)).toEqual(['AssertionDone+4 ms', 'RoleFaileddenied', 'SessionWaiting']);
  await user.click(screen.getByRole('button', { name: 'Assertion' }));
  expect(screen.getByRole('button', { name: 'Assertion' }).getAttribute('aria-expanded')).toBe('true');
  expect(screen.getByText('xml')).toBeTruthy();
});

it('ExpiryText says the day, and in a word when it is near or over', () => {
  render(
    <>
      <ExpiryText expiresAt="2036-11-25T12:00:00Z" expiry="ok" />
      <ExpiryText expiresAt="2026-12-25T12:00:00Z" expiry="soon" />
      <ExpiryText expiresAt="2026-10-25T12:00:00Z" expiry="expired" />
      <ExpiryText expiresAt={null} expiry={null} />
    </>,
  );
  expect(document.body.textContent).toBe('2036-11-252026-12-25soon2026-10-25expirednone');
});

describe('TimeText', () => {
  const now = new Date('2026-11-26T12:00:00Z');
  it.each([
    ['2026-11-26T11:59:40Z', 'just now'],
    ['2026-11-26T11:40:00Z', '20 minutes ago'],
    ['2026-11-25T12:00:00Z', 'yesterday'],
    ['2026-12-08T12:00:00Z', 'in 12 days'],
    ['2024-11-01T12:00:00Z', '2 years ago'],
  ])('says %s as %s', (value, words) => {
    expect(formatRelative(new Date(value), now)).toBe(words);
  });

  it('names the zone of the exact time, and does not fail on nonsense', () => {
    render(
      <>
        <TimeText value="2026-11-25T12:00:00Z" now={now} />
        <TimeText value="never" />
      </>,
    );
    expect(screen.getByText('yesterday', { exact: false }).textContent).toMatch(
      /^yesterday, .* 2026, \d\d:\d\d:\d\d \S+$/,
    );
    expect(screen.getByText('unknown time')).toBeTruthy();
  });
});

function Ask({ tone, onUndo }: { tone: 'ok' | 'bad'; onUndo?: () => void }) {
  const toast = useToast();
  const action = onUndo === undefined ? {} : { action: { label: 'Undo', onPress: onUndo } };
  return (
    <button type="button" onClick={() => toast({ tone, text: `It is ${tone}`, ...action })}>
      Ask
    </button>
  );
}

describe('toasts', () => {
  const show = (tone: 'ok' | 'bad', onUndo?: () => void) => {
    render(
      <ToastProvider>
        <Ask tone={tone} {...(onUndo === undefined ? {} : { onUndo })} />
      </ToastProvider>,
    );
    act(() => screen.getByRole('button', { name: 'Ask' }).click());
  };
  const live = () => within(screen.getByRole('region', { name: 'Messages' })).getByRole('list');

  it('are announced, good news leaves, bad news stays', () => {
    vi.useFakeTimers();
    show('ok');
    expect(live().getAttribute('aria-live')).toBe('polite');
    expect(live().textContent).toContain('It is ok');
    act(() => vi.advanceTimersByTime(7_000));
    expect(live().textContent).toBe('');
  });

  it('stay when they are bad, until closed', async () => {
    const user = userEvent.setup();
    show('bad');
    await user.click(screen.getByRole('button', { name: 'Close: It is bad' }));
    expect(live().textContent).toBe('');
  });

  it('act and leave; only the latest three are shown', async () => {
    const user = userEvent.setup();
    const onUndo = vi.fn();
    show('ok', onUndo);
    for (let count = 0; count < 3; count += 1) await user.click(screen.getByRole('button', { name: 'Ask' }));
    expect(screen.getAllByRole('button', { name: 'Undo' })).toHaveLength(3);
    await user.click(screen.getAllByRole('button', { name: 'Undo' })[0] ?? document.body);
    expect(onUndo).toHaveBeenCalledOnce();
    expect(screen.getAllByRole('button', { name: 'Undo' })).toHaveLength(2);
  });
});

it('Banner is an alert only for bad news', () => {
  render(
    <>
      <Banner tone="bad" title="No" />
      <Banner tone="info" title="Yes" />
    </>,
  );
  expect(screen.getByRole('alert').textContent).toBe('No');
  expect(screen.getByRole('status').textContent).toBe('Yes');
});

it('Badge and EmptyState say their words, Skeleton waits before it shows', () => {
  vi.useFakeTimers();
  const { container } = render(
    <>
      <Badge tone="warn">Needs setup</Badge>
      <EmptyState title="No users yet" action={<button type="button">Add</button>} />
      <Skeleton lines={2} />
    </>,
  );
  expect(screen.getByText('Needs setup')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Add' })).toBeTruthy();
  expect(screen.getByRole('status').textContent).toBe('Loading');
  expect(container.querySelectorAll('.animate-pulse')).toHaveLength(0);
  act(() => vi.advanceTimersByTime(250));
  expect(container.querySelectorAll('.animate-pulse')).toHaveLength(2);
});

import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { House, User } from 'lucide-react';
import { expect, it, vi } from 'vitest';
import { renderAt } from '../../testing/render-at.tsx';
import { usePath } from '../../url.ts';
import { initialsOf } from './account-menu.tsx';
import { PageHeader } from './page-header.tsx';
import { Section } from './section.tsx';
import { Shell } from './shell.tsx';
import { Steps } from './steps.tsx';
import { Tabs } from './tabs.tsx';

const SECTIONS = [
  { items: [{ label: 'Overview', href: '/admin', icon: House, isExact: true }] },
  { label: 'Directory', items: [{ label: 'Users', href: '/admin/users', icon: User }] },
];

function Framed({ onSearch = () => undefined }: { onSearch?: () => void }) {
  const path = usePath();
  return (
    <Shell
      home="/admin"
      sections={SECTIONS}
      path={path}
      environment={{ name: 'Local AWS · 000000000000', isLocal: true }}
      account={{ name: 'Ana Ruiz', items: [{ id: 'out', label: 'Sign out', href: '/logout' }] }}
      onSearch={onSearch}
    >
      <PageHeader title={path} />
    </Shell>
  );
}

it('Shell marks the current area, also on pages below it', async () => {
  await renderAt('/admin/users/usr_1', <Framed />);
  const areas = within(screen.getByRole('navigation', { name: 'Main' }));
  expect(areas.getByRole('link', { name: 'Users' }).getAttribute('aria-current')).toBe('page');
  expect(areas.getByRole('link', { name: 'Overview' }).getAttribute('aria-current')).toBeNull();
  expect(screen.getByText('Local AWS · 000000000000')).toBeTruthy();
});

it('Shell moves the focus to the heading of a new page, and names the document', async () => {
  const { user } = await renderAt('/admin', <Framed />);
  expect(document.activeElement).toBe(document.body);
  await user.click(screen.getByRole('link', { name: 'Users' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: '/admin/users' })));
  expect(document.title).toBe('/admin/users · Keyshift');
});

it('Shell begins with a link to the content, and offers search and the account', async () => {
  const onSearch = vi.fn();
  const { user } = await renderAt('/admin', <Framed onSearch={onSearch} />);
  await user.tab();
  expect(document.activeElement?.textContent).toBe('Skip to content');
  expect(document.activeElement?.getAttribute('href')).toBe(`#${screen.getByRole('main').id}`);
  await user.click(screen.getByRole('button', { name: 'Search' }));
  expect(onSearch).toHaveBeenCalledOnce();
  await user.click(screen.getByRole('button', { name: 'Account of Ana Ruiz' }));
  expect(screen.getByRole('menuitem', { name: 'Sign out' }).getAttribute('href')).toBe('/logout');
});

it('Shell opens the areas in a sheet and closes it after going somewhere', async () => {
  const { user } = await renderAt('/admin', <Framed />);
  await user.click(screen.getByRole('button', { name: 'Show areas' }));
  const sheet = screen.getByRole('dialog', { name: 'Areas' });
  await user.click(within(sheet).getByRole('link', { name: 'Users' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('the theme menu keeps the choice in a cookie and shows it at once', async () => {
  const { user } = await renderAt('/admin', <Framed />);
  await user.click(screen.getByRole('button', { name: 'Theme' }));
  await user.click(screen.getByRole('menuitemradio', { name: 'Dark' }));
  expect(document.cookie).toContain('keyshift-theme=dark');
  expect(document.documentElement.classList.contains('dark')).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Theme' }));
  expect(screen.getByRole('menuitemradio', { name: 'Dark' }).getAttribute('aria-checked')).toBe('true');
  await user.click(screen.getByRole('menuitemradio', { name: 'As the system' }));
  expect(document.documentElement.classList.contains('dark')).toBe(false);
});

it('PageHeader leads back by its breadcrumb', () => {
  render(<PageHeader title="Ana" crumbs={[{ label: 'Users', href: '/admin/users' }]} />);
  const crumbs = within(screen.getByRole('navigation', { name: 'Breadcrumb' }));
  expect(crumbs.getByRole('link', { name: 'Users' }).getAttribute('href')).toBe('/admin/users');
  expect(crumbs.getByText('Ana').getAttribute('aria-current')).toBe('page');
});

it('Tabs are links, the open one is marked', async () => {
  const tabs = [
    { label: 'Details', href: '/u/details' },
    { label: 'Groups', href: '/u/groups', count: 3 },
  ];
  const { user, address } = await renderAt('/u/details', <Tabs label="Ana" tabs={tabs} current="/u/details" />);
  expect(screen.getByRole('link', { name: 'Details' }).getAttribute('aria-current')).toBe('page');
  await user.click(screen.getByRole('link', { name: /Groups/ }));
  await waitFor(() => expect(address()).toBe('/u/groups'));
});

it('Steps lead back but not ahead', () => {
  const steps = ['one', 'two', 'three'].map((id) => ({ id, label: id, href: `/${id}` }));
  render(<Steps label="Wizard" steps={steps} current="two" />);
  expect(screen.getByRole('link').textContent).toContain('one, done');
  expect(screen.getByText('two').closest('[aria-current]')?.getAttribute('aria-current')).toBe('step');
  expect(screen.queryByRole('link', { name: 'three' })).toBeNull();
});

it('Section is named by its title', () => {
  render(
    <Section title="Certificate" intro="Signs what we say.">
      <p>inside</p>
    </Section>,
  );
  expect(screen.getByRole('region', { name: 'Certificate' }).textContent).toContain('inside');
});

it.each([
  ['Ana Maria Ruiz', 'AR'],
  ['ana', 'A'],
  ['', ''],
])('initials of %j are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it('a press on Search works by keyboard too', async () => {
  const user = userEvent.setup();
  const onSearch = vi.fn();
  render(
    <Shell home="/admin" sections={[]} path="/admin" onSearch={onSearch}>
      <p>page</p>
    </Shell>,
  );
  screen.getByRole('button', { name: 'Search' }).focus();
  await user.keyboard('{Enter}');
  expect(onSearch).toHaveBeenCalledOnce();
});

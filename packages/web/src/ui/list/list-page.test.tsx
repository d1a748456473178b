import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../api/api-error.ts';
import { renderAt } from '../../testing/render-at.tsx';
import { Button } from '../action/button.tsx';
import { ListPage, type ListResult } from './list-page.tsx';
import { useListState } from './list-state.ts';
import { useRowKeys } from './row-keys.ts';

type User = { id: string; name: string; mail: string };
const USERS: User[] = [
  { id: 'usr_1', name: 'Ana', mail: 'ana@example.com' },
  { id: 'usr_2', name: 'Ben', mail: 'ben@example.com' },
  { id: 'usr_3', name: 'Cleo', mail: 'cleo@example.com' },
];
const FULL: Partial<ListResult<User>> = { data: { items: USERS, total: 7, next: 'c2' } };

function Users({
  result,
  onDelete = () => undefined,
}: {
  result: Partial<ListResult<User>>;
  onDelete?: (ids: readonly string[]) => void;
}) {
  useRowKeys();
  const list = useListState({ filters: ['state'], sort: { by: 'name', direction: 'asc' } });
  return (
    <>
      <ListPage<User>
        noun={['user', 'users']}
        list={list}
        result={{ data: undefined, error: null, isFetching: false, refetch: () => undefined, ...result }}
        columns={[
          { id: 'name', head: 'Name', isSortable: true, cell: (user) => user.name },
          { id: 'mail', head: 'Mail', cell: (user) => user.mail },
        ]}
        filters={[{ name: 'state', label: 'State', options: [{ id: 'off', label: 'Suspended' }] }]}
        rowId={(user) => user.id}
        rowLabel={(user) => user.name}
        rowHref={(user) => `/admin/users/${user.id}`}
        bulk={(ids) => <Button onPress={() => onDelete(ids)}>Delete</Button>}
        empty={<p>No users yet</p>}
      />
      <output aria-label="query">{JSON.stringify(list.query)}</output>
    </>
  );
}
const query = () => JSON.parse(screen.getByLabelText('query').textContent ?? '');

describe('list state', () => {
  it('comes from the address', async () => {
    await renderAt('/admin/users?q=an&state=off&sort=-name&limit=50&page=c1~c2', <Users result={FULL} />);
    expect(query()).toEqual({ q: 'an', state: 'off', sort: '-name', limit: 50, cursor: 'c2' });
    expect(screen.getByRole('searchbox')).toHaveProperty('value', 'an');
  });

  it('goes into the address when typing, and begins at the first page', async () => {
    const { user, address } = await renderAt('/admin/users?page=c1', <Users result={FULL} />);
    await user.type(screen.getByRole('searchbox', { name: 'Find users' }), 'ben');
    await waitFor(() => expect(address()).toBe('/admin/users?q=ben'));
    expect(query()).toMatchObject({ q: 'ben', limit: 25, sort: 'name' });
  });

  it('keeps a number that was searched for as it is', async () => {
    await renderAt('/admin/users?q=007', <Users result={FULL} />);
    expect(query().q).toBe('007');
  });

  it('pages forwards and back by cursors', async () => {
    const { user, address } = await renderAt('/admin/users', <Users result={FULL} />);
    expect(screen.getByRole('button', { name: 'Previous page' })).toHaveProperty('disabled', true);
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(address()).toBe('/admin/users?page=c2'));
    await user.click(screen.getByRole('button', { name: 'Previous page' }));
    await waitFor(() => expect(address()).toBe('/admin/users'));
  });

  it('filters by a select and says so in a chip that removes it', async () => {
    const { user, address } = await renderAt('/admin/users', <Users result={FULL} />);
    await user.click(screen.getByRole('button', { name: /Any state/ }));
    await user.click(screen.getByRole('option', { name: 'Suspended' }));
    await waitFor(() => expect(address()).toBe('/admin/users?state=off'));
    await user.click(screen.getByRole('button', { name: 'Remove State: Suspended' }));
    await waitFor(() => expect(address()).toBe('/admin/users'));
  });

  it('sorts by a column and turns the direction', async () => {
    const { user, address } = await renderAt('/admin/users', <Users result={FULL} />);
    const head = screen.getByRole('columnheader', { name: 'Name' });
    expect(head.getAttribute('aria-sort')).toBe('ascending');
    await user.click(within(head).getByRole('button'));
    await waitFor(() => expect(address()).toBe('/admin/users?sort=-name'));
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending');
  });

  it('hides a column and changes the rows per page', async () => {
    const { user, address } = await renderAt('/admin/users', <Users result={FULL} />);
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Mail' }));
    await waitFor(() => expect(address()).toBe('/admin/users?hide=mail'));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('columnheader', { name: 'Mail' })).toBeNull();
    await user.click(screen.getByRole('button', { name: /Rows per page/ }));
    await user.click(screen.getByRole('option', { name: '100 rows' }));
    await waitFor(() => expect(query().limit).toBe(100));
  });
});

describe('list', () => {
  it('ticks rows, counts them and hands their ids on', async () => {
    const onDelete = vi.fn();
    const { user } = await renderAt('/admin/users', <Users result={FULL} onDelete={onDelete} />);
    await user.click(screen.getByRole('checkbox', { name: 'Select Ben' }));
    expect(screen.getByText('1 selected')).toBeTruthy();
    expect(screen.getByRole('checkbox', { name: /all/ })).toHaveProperty('indeterminate', true);
    await user.click(screen.getByRole('checkbox', { name: /all/ }));
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    expect(onDelete).toHaveBeenCalledWith(['usr_2', 'usr_1', 'usr_3']);
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(screen.queryByText(/selected/)).toBeNull();
  });

  it('is worked by j, k or arrows, x, o or Enter, and /', async () => {
    const { user, address } = await renderAt('/admin/users', <Users result={FULL} />);
    await user.keyboard('jjk');
    expect(document.activeElement?.textContent).toContain('Ana');
    await user.keyboard('{ArrowDown}x');
    expect(screen.getByRole('checkbox', { name: 'Select Ben' })).toHaveProperty('checked', true);
    await user.keyboard('/');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    await user.keyboard('jx');
    expect(screen.getByRole('searchbox')).toHaveProperty('value', 'jx');
    await user.clear(screen.getByRole('searchbox'));
    screen.getByRole('searchbox').blur();
    await user.keyboard('j{Enter}');
    await waitFor(() => expect(address()).toBe('/admin/users/usr_1'));
    await user.keyboard('jo');
    await waitFor(() => expect(address()).toBe('/admin/users/usr_2'));
  });

  it('links the first cell, and tells how many there are', async () => {
    await renderAt('/admin/users', <Users result={FULL} />);
    expect(screen.getByRole('link', { name: 'Cleo' }).getAttribute('href')).toBe('/admin/users/usr_3');
    expect(screen.getByText('7 users')).toBeTruthy();
  });

  it('shows what failed and tries again', async () => {
    const refetch = vi.fn();
    const error = new ApiError({ status: 503, code: 'x', what: 'no list', why: 'it is down', fix: 'wait' });
    const { user } = await renderAt('/admin/users', <Users result={{ error, refetch }} />);
    expect(screen.getByRole('alert').textContent).toContain('No listIt is down – wait');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(refetch).toHaveBeenCalledOnce();
  });

  it('tells nothing at all from nothing that matches', async () => {
    await renderAt('/admin/users', <Users result={{ data: { items: [] } }} />);
    expect(screen.getByText('No users yet')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('offers to clear what leaves nothing', async () => {
    const { user, address } = await renderAt(
      '/admin/users?q=zzz&state=off',
      <Users result={{ data: { items: [] } }} />,
    );
    expect(screen.getByText('No users match')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear search and filters' }));
    await waitFor(() => expect(address()).toBe('/admin/users'));
  });

  it('says that it is loading', async () => {
    await renderAt('/admin/users', <Users result={{}} />);
    expect(screen.getByText('Loading users')).toBeTruthy();
  });
});

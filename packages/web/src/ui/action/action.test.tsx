import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { renderAt } from '../../testing/render-at.tsx';
import { Button } from './button.tsx';
import { CopyText } from './copy-text.tsx';
import { Link, LinkButton } from './link.tsx';

it('Button acts by pointer, Enter and Space, and not while disabled or pending', async () => {
  const user = userEvent.setup();
  const onPress = vi.fn();
  const { rerender } = render(<Button onPress={onPress}>Save</Button>);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await user.keyboard('{Enter}');
  await user.keyboard(' ');
  expect(onPress).toHaveBeenCalledTimes(3);
  rerender(
    <Button onPress={onPress} isPending>
      Saving
    </Button>,
  );
  await user.click(screen.getByRole('button', { name: 'Saving' }));
  expect(screen.getByRole('button', { name: 'Saving' })).toHaveProperty('disabled', false);
  rerender(
    <Button onPress={onPress} isDisabled>
      Save
    </Button>,
  );
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(onPress).toHaveBeenCalledTimes(3);
});

it('Link and LinkButton go to their address inside the application', async () => {
  const { user, address } = await renderAt(
    '/admin',
    <>
      <Link href="/admin/users">Users</Link>
      <LinkButton href="/admin/groups?state=active">Groups</LinkButton>
    </>,
  );
  await user.click(screen.getByRole('link', { name: 'Users' }));
  await waitFor(() => expect(address()).toBe('/admin/users'));
  screen.getByRole('link', { name: 'Groups' }).focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(address()).toBe('/admin/groups?state=active'));
});

it('CopyText copies the whole value and says so', async () => {
  const user = userEvent.setup();
  render(<CopyText label="ACS URL" value="http://localhost:7890/redshift/" />);
  await user.click(screen.getByRole('button', { name: 'Copy ACS URL' }));
  expect(await navigator.clipboard.readText()).toBe('http://localhost:7890/redshift/');
  expect((await screen.findByRole('status')).textContent).toBe('Copied ACS URL');
});

it('CopyText tells what to do when the browser refuses', async () => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
  render(<CopyText label="id" value="app_1" />);
  await user.click(screen.getByRole('button', { name: 'Copy id' }));
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('select the text'));
});

import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { renderAt } from '../../testing/render-at.tsx';
import { Button } from '../action/button.tsx';
import { CommandPalette } from './command-palette.tsx';
import { Confirm } from './confirm.tsx';
import { ConfirmCount } from './confirm-count.tsx';
import { ConfirmText } from './confirm-text.tsx';
import { Dialog } from './dialog.tsx';
import { Drawer } from './drawer.tsx';
import { Menu } from './menu.tsx';
import { Tooltip } from './tooltip.tsx';

function Opener({ Widget }: { Widget: typeof Dialog | typeof Drawer }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>Open</Button>
      <Widget title="New group" isOpen={isOpen} onClose={() => setOpen(false)}>
        <button type="button">Inside</button>
      </Widget>
    </>
  );
}

it.each([
  ['Dialog', Dialog],
  ['Drawer', Drawer],
])('%s is named by its title, closes by Escape and gives the focus back', async (_name, Widget) => {
  const user = userEvent.setup();
  render(<Opener Widget={Widget} />);
  await user.click(screen.getByRole('button', { name: 'Open' }));
  const dialog = screen.getByRole('dialog', { name: 'New group' });
  expect(dialog.contains(document.activeElement)).toBe(true);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open' })));
});

it('Confirm asks, and does nothing on Cancel', async () => {
  const user = userEvent.setup();
  const [onClose, onConfirm] = [vi.fn(), vi.fn()];
  render(
    <Confirm title="Delete Airflow?" action="Delete application" isOpen onClose={onClose} onConfirm={onConfirm}>
      130 people lose it.
    </Confirm>,
  );
  expect(screen.getByRole('alertdialog', { name: 'Delete Airflow?' }).textContent).toContain('130 people');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect([onClose.mock.calls.length, onConfirm.mock.calls.length]).toEqual([1, 0]);
  await user.click(screen.getByRole('button', { name: 'Delete application' }));
  expect(onConfirm).toHaveBeenCalledOnce();
});

it('ConfirmCount works only after the right number was typed', async () => {
  const user = userEvent.setup();
  const onConfirm = vi.fn();
  render(
    <ConfirmCount
      title="Delete?"
      action="Delete users"
      count={12}
      isOpen
      onClose={() => undefined}
      onConfirm={onConfirm}
    >
      They can no longer sign in.
    </ConfirmCount>,
  );
  const button = screen.getByRole('button', { name: 'Delete users' });
  const field = screen.getByRole('textbox', { name: 'Type 12 to confirm' });
  await user.type(field, '1{Enter}');
  expect(button).toHaveProperty('disabled', true);
  expect(onConfirm).not.toHaveBeenCalled();
  await user.type(field, '2');
  expect(button).toHaveProperty('disabled', false);
  await user.click(button);
  expect(onConfirm).toHaveBeenCalledOnce();
  await user.type(field, '{Enter}');
  expect(onConfirm).toHaveBeenCalledTimes(2);
});

it('ConfirmText wants the very text, by button or Enter', async () => {
  const user = userEvent.setup();
  const onConfirm = vi.fn();
  const shared = { title: 'Delete?', action: 'Delete provider', isOpen: true, onClose: () => undefined, onConfirm };
  render(
    <ConfirmText {...shared} text="redshift-sso">
      Two roles trust it.
    </ConfirmText>,
  );
  const field = screen.getByRole('textbox', { name: 'Type redshift-sso to confirm' });
  await user.type(field, 'Redshift-SSO{Enter}');
  expect(screen.getByRole('button', { name: 'Delete provider' })).toHaveProperty('disabled', true);
  await user.clear(field);
  await user.type(field, 'redshift-sso{Enter}');
  expect(onConfirm).toHaveBeenCalledOnce();
});

it('Menu opens by keyboard, skips what is disabled and acts once', async () => {
  const user = userEvent.setup();
  const onPress = vi.fn();
  render(
    <Menu
      label="Actions"
      items={[
        { id: 'a', label: 'Export' },
        { id: 'b', label: 'Assign', isDisabled: true },
        'separator',
        { id: 'c', label: 'Delete', isDanger: true, onPress },
      ]}
    >
      <Button>Actions</Button>
    </Menu>,
  );
  await user.tab();
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('menuitem', { name: 'Assign' }).getAttribute('aria-disabled')).toBe('true');
  await user.keyboard('{ArrowDown}{Enter}');
  expect(onPress).toHaveBeenCalledOnce();
  expect(screen.queryByRole('menu')).toBeNull();
});

it('Tooltip shows on focus and describes its button', async () => {
  const user = userEvent.setup();
  render(
    <Tooltip text="Load again">
      <Button aria-label="Refresh">R</Button>
    </Tooltip>,
  );
  await user.tab();
  const tooltip = await screen.findByRole('tooltip');
  expect(tooltip.textContent).toBe('Load again');
  expect(screen.getByRole('button').getAttribute('aria-describedby')).toBe(tooltip.id);
});

function Palette() {
  const [isOpen, setOpen] = useState(false);
  return (
    <CommandPalette
      isOpen={isOpen}
      onOpenChange={setOpen}
      commands={[
        { id: '1', label: 'Users', section: 'Go to', href: '/admin/users' },
        { id: '2', label: 'Audit log', section: 'Go to', keywords: 'history', href: '/admin/audit' },
      ]}
    />
  );
}

it('CommandPalette opens by Ctrl K, finds by other words and goes there', async () => {
  const { user, address } = await renderAt('/admin', <Palette />);
  await user.keyboard('{Control>}k{/Control}');
  await user.type(screen.getByRole('searchbox'), 'histo');
  expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual(['Audit log']);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(address()).toBe('/admin/audit'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../api/endpoints.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { APPLICATION, applicationApi, ID } from '../applications/testing/samples.ts';
import { applicationCommands, groupCommands, quote, userCommands } from './commands.ts';

const commandOf = (commands: readonly { label: string; command: string }[], label: string) =>
  commands.find((one) => one.label === label)?.command;

describe('commands', () => {
  it('quote what a shell would read otherwise', () => {
    expect(['ana.ruiz', "O'Brien; rm -rf /", '$HOME', ''].map(quote)).toEqual([
      'ana.ruiz',
      "'O'\\''Brien; rm -rf /'",
      "'$HOME'",
      "''",
    ]);
  });

  it('write a user as they are', () => {
    const person = {
      username: 'ana',
      displayName: 'Ana Ruiz',
      email: 'ana@example.com',
      state: 'active',
      profile: { department: 'Finance & Tax' },
      custom: { team: 'north' },
    } as unknown as Result<'getPerson'>;
    const commands = userCommands(person, [{ id: 'grp_1', name: 'analysts', description: '' }]);
    expect(commandOf(commands, 'Fields as they are')?.split(' \\\n  ')).toEqual([
      'npx keyshift user update ana',
      "--name 'Ana Ruiz'",
      '--email ana@example.com',
      '--state active',
      "--set 'department=Finance & Tax'",
      '--set custom.team=north',
    ]);
    expect(commandOf(commands, 'Groups as they are')).toBe('npx keyshift group add analysts ana');
  });

  it('name what a group opens, and its users unless they are too many', () => {
    const group = { name: 'analysts' } as Result<'getGroup'>;
    const applications = [
      { applicationId: 'a', name: 'redshift', label: 'R', isEntitled: true, roleArn: 'arn:aws:iam::1:role/r' },
      { applicationId: 'b', name: 'wiki', label: 'W', isEntitled: false, roleArn: null },
    ];
    const commands = groupCommands(group, { members: ['ana', 'ben'], applications });
    expect(commandOf(commands, 'Users as they are')).toBe('npx keyshift group add analysts ana ben');
    expect(commandOf(commands, 'Applications as they are')).toBe(
      'npx keyshift app grant redshift analysts --role-arn arn:aws:iam::1:role/r',
    );
    expect(commandOf(groupCommands(group, { members: undefined, applications }), 'Users as they are')).toBeUndefined();
  });

  it('write settings as `app set` reads them', () => {
    const settings = commandOf(applicationCommands({ ...APPLICATION, label: '2024' }, []), 'Settings as they are');
    expect(settings).toContain(`label='"2024"'`);
    expect(settings).toContain('audience=urn:amazon:webservices');
    expect(settings).toContain(`acs='[{"index":0,"isDefault":true,"url":"http://localhost:7890/redshift/"}]'`);
    expect(settings).not.toContain('bookmarkUrl');
  });
});

it('shows the commands of an application', async () => {
  const { request } = applicationApi();
  const { user } = await renderPage(`/admin/applications/${ID}/general`, request);
  await user.click(await screen.findByRole('button', { name: 'Actions' }));
  await user.click(await screen.findByRole('menuitem', { name: 'View as CLI' }));
  await screen.findByRole('dialog', { name: 'Analytics as CLI' });
  expect(screen.getByText('npx keyshift app show analytics')).toBeTruthy();
  expect(
    await screen.findByText(
      'npx keyshift app grant analytics analysts --role-arn arn:aws:iam::123456789012:role/analysts',
    ),
  ).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Copy Show' })).toBeTruthy();
});

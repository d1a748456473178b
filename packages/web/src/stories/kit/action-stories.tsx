// Buttons, links, copying.
import { Plus, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/action/button.tsx';
import { CopyText } from '../../ui/action/copy-text.tsx';
import { Link, LinkButton } from '../../ui/action/link.tsx';
import { Menu } from '../../ui/overlay/menu.tsx';
import { Tooltip } from '../../ui/overlay/tooltip.tsx';
import { Story } from './story.tsx';

export function ActionStories(): ReactNode {
  return (
    <Story name="Actions" isRow>
      <Button tone="primary">
        <Plus aria-hidden />
        Primary
      </Button>
      <Button>Quiet</Button>
      <Button tone="plain">Plain</Button>
      <Button tone="danger">Delete</Button>
      <Button isDisabled>Disabled</Button>
      <Button tone="primary" isPending>
        Saving …
      </Button>
      <Button size="small">Small</Button>
      <Tooltip text="Load again">
        <Button size="icon" aria-label="Load again">
          <RefreshCw aria-hidden />
        </Button>
      </Tooltip>
      <LinkButton href={paths.apps()}>Link as a button</LinkButton>
      <span>
        Text with a <Link href={paths.apps()}>link</Link> in it
      </span>
      <CopyText label="ACS URL" value="http://localhost:7890/redshift/" />
      <Menu
        label="More actions"
        items={[
          { id: 'export', label: 'Export metadata' },
          { id: 'assign', label: 'Assign groups' },
          { id: 'off', label: 'Not possible now', isDisabled: true },
          'separator',
          { id: 'delete', label: 'Delete', isDanger: true },
        ]}
      >
        <Button>More actions</Button>
      </Menu>
    </Story>
  );
}

// What can be done with an identity provider: replace its metadata, look at it as JSON, delete it.
import type { SamlProviderDetail } from '@keyshift/web-api';
import { buildTarget, endpoints } from '@keyshift/web-api';
import { Braces, ChevronDown, FilePen, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../api/session.ts';
import { Button } from '../../ui/action/button.tsx';
import { Drawer } from '../../ui/overlay/drawer.tsx';
import { Menu, type MenuItem } from '../../ui/overlay/menu.tsx';
import { CodeBlock } from '../../ui/text/code-block.tsx';
import { DeleteProvider } from './delete-provider.tsx';
import { ReplaceMetadata } from './replace-metadata.tsx';

type Open = 'replace' | 'json' | 'delete';

export function ProviderActions({ provider }: { provider: SamlProviderDetail }): ReactNode {
  const { name } = provider;
  const [open, setOpen] = useState<Open>();
  const mayManage = useMay('manage');
  const close = () => setOpen(undefined);
  const items: readonly MenuItem[] = [
    { id: 'json', label: 'View as JSON', icon: <Braces aria-hidden />, onPress: () => setOpen('json') },
    ...(mayManage
      ? ([
          'separator',
          {
            id: 'delete',
            label: 'Delete',
            icon: <Trash2 aria-hidden />,
            isDanger: true,
            onPress: () => setOpen('delete'),
          },
        ] as const)
      : []),
  ];
  return (
    <>
      {mayManage && (
        <Button onPress={() => setOpen('replace')}>
          <FilePen aria-hidden />
          Replace metadata
        </Button>
      )}
      <Menu label="Actions" items={items}>
        <Button>
          Actions
          <ChevronDown aria-hidden />
        </Button>
      </Menu>
      {open === 'replace' && <ReplaceMetadata provider={provider} onClose={close} />}
      <DeleteProvider provider={provider} isOpen={open === 'delete'} onClose={close} />
      <Drawer title={`${name} as JSON`} isOpen={open === 'json'} onClose={close}>
        <CodeBlock
          label={`GET ${buildTarget(endpoints.getSamlProvider, { params: { name } })}`}
          code={JSON.stringify(provider, undefined, 2)}
        />
      </Drawer>
    </>
  );
}

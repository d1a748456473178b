// What can be done with a whole application, and the dialogs that ask first.
import type { ApplicationDetail } from '@keyshift/web-api';
import { Braces, ChevronDown, Copy, Download, FileDown, Power, SquareTerminal, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { fileHref } from '../../../api/endpoints.ts';
import { useMay } from '../../../api/session.ts';
import { download } from '../../../parts/download.ts';
import { paths } from '../../../paths.ts';
import { Button } from '../../../ui/action/button.tsx';
import { Drawer } from '../../../ui/overlay/drawer.tsx';
import { Menu, type MenuItem } from '../../../ui/overlay/menu.tsx';
import { CodeBlock } from '../../../ui/text/code-block.tsx';
import { useGoTo } from '../../../url.ts';
import { ApplicationCli } from '../../cli/object-dialogs.tsx';
import { DeleteApplications } from '../list/delete-applications.tsx';
import { CloneDialog } from './clone-dialog.tsx';
import { StateDialog } from './state-dialog.tsx';

type Open = 'state' | 'clone' | 'delete' | 'json' | 'cli';

export function ApplicationActions({ application }: { application: ApplicationDetail }): ReactNode {
  const { id, kind, state, ssoPath } = application;
  const [open, setOpen] = useState<Open>();
  const mayManage = useMay('manage');
  const goTo = useGoTo();
  const close = () => setOpen(undefined);
  const isSaml = kind === 'saml';
  const lead = state === 'active' ? 'Deactivate' : 'Activate';
  const managing: readonly MenuItem[] = [
    { id: 'state', label: isSaml ? `${lead} SSO` : lead, icon: <Power aria-hidden />, onPress: () => setOpen('state') },
    { id: 'clone', label: 'Clone', icon: <Copy aria-hidden />, onPress: () => setOpen('clone') },
    'separator',
  ];
  const removing: readonly MenuItem[] = [
    'separator',
    { id: 'delete', label: 'Delete', icon: <Trash2 aria-hidden />, isDanger: true, onPress: () => setOpen('delete') },
  ];
  const items: readonly MenuItem[] = [
    ...(mayManage ? managing : []),
    {
      id: 'export',
      label: 'Export as file',
      icon: <FileDown aria-hidden />,
      onPress: () => download(fileHref('exportApplication', { params: { id } })),
    },
    { id: 'json', label: 'View as JSON', icon: <Braces aria-hidden />, onPress: () => setOpen('json') },
    { id: 'cli', label: 'View as CLI', icon: <SquareTerminal aria-hidden />, onPress: () => setOpen('cli') },
    ...(mayManage ? removing : []),
  ];
  return (
    <>
      {isSaml && (
        <Button onPress={() => download(paths.metadataFile(ssoPath))}>
          <Download aria-hidden />
          Export metadata
        </Button>
      )}
      <Menu label="Actions" items={items}>
        <Button>
          Actions
          <ChevronDown aria-hidden />
        </Button>
      </Menu>
      <StateDialog application={application} isOpen={open === 'state'} onClose={close} />
      <CloneDialog application={application} isOpen={open === 'clone'} onClose={close} />
      <DeleteApplications
        applications={[application]}
        isOpen={open === 'delete'}
        onClose={close}
        onDeleted={() => goTo(paths.apps(), { replace: true, isDone: true })}
      />
      <Drawer title={`${application.label} as JSON`} isOpen={open === 'json'} onClose={close}>
        <CodeBlock label={`GET /api/v1/applications/${id}`} code={JSON.stringify(application, undefined, 2)} />
      </Drawer>
      {open === 'cli' && <ApplicationCli application={application} onClose={close} />}
    </>
  );
}

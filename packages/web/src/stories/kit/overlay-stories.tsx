// What opens above the page.
import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/action/button.tsx';
import { useToast } from '../../ui/feedback/toast.tsx';
import { Input } from '../../ui/field/input.tsx';
import { Confirm } from '../../ui/overlay/confirm.tsx';
import { ConfirmCount } from '../../ui/overlay/confirm-count.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { Drawer } from '../../ui/overlay/drawer.tsx';
import { CodeBlock } from '../../ui/text/code-block.tsx';
import { Story } from './story.tsx';

type Open = 'dialog' | 'drawer' | 'confirm' | 'count' | undefined;

export function OverlayStories(): ReactNode {
  const [open, setOpen] = useState<Open>();
  const toast = useToast();
  const close = () => setOpen(undefined);
  return (
    <Story name="Overlays" isRow>
      <Button onPress={() => setOpen('dialog')}>Open dialog</Button>
      <Button onPress={() => setOpen('drawer')}>Open drawer</Button>
      <Button onPress={() => setOpen('confirm')}>Open question</Button>
      <Button onPress={() => setOpen('count')}>Open count question</Button>
      <Button
        onPress={() =>
          toast({ tone: 'ok', text: 'Deleted 3 applications', action: { label: 'Undo', onPress: () => undefined } })
        }
      >
        Show message
      </Button>
      <Dialog
        title="New group"
        isOpen={open === 'dialog'}
        onClose={close}
        footer={
          <>
            <Button onPress={close}>Cancel</Button>
            <Button tone="primary" onPress={close}>
              Create group
            </Button>
          </>
        }
      >
        <Input label="Name" hint="As in the assertion, letter by letter." autoFocus />
      </Dialog>
      <Drawer title="Preview for Ana Ruiz" isOpen={open === 'drawer'} onClose={close}>
        <CodeBlock label="Assertion" code={'<saml:Assertion>\n</saml:Assertion>'} />
      </Drawer>
      <Confirm
        title="Delete Airflow?"
        action="Delete application"
        isOpen={open === 'confirm'}
        onClose={close}
        onConfirm={close}
      >
        130 people can no longer sign in to it.
      </Confirm>
      <ConfirmCount
        title="Delete 3 applications?"
        action="Delete applications"
        count={3}
        isOpen={open === 'count'}
        onClose={close}
        onConfirm={close}
      >
        170 people can no longer sign in to them.
      </ConfirmCount>
    </Story>
  );
}

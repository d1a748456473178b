// Recovery codes, shown once.
import type { ReactNode } from 'react';
import { Button } from '../../ui/action/button.tsx';
import { Banner } from '../../ui/feedback/banner.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { CodeBlock } from '../../ui/text/code-block.tsx';

export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }): ReactNode {
  return (
    <Dialog
      title="Your recovery codes"
      isOpen
      onClose={onClose}
      footer={
        <Button tone="primary" onPress={onClose}>
          I have kept them
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Banner tone="warn" title="They are shown only now">
          Each works once, when your phone or passkey is not at hand. Keep them where you keep important papers, not on
          the phone.
        </Banner>
        <CodeBlock label="Recovery codes" code={codes.join('\n')} />
      </div>
    </Dialog>
  );
}

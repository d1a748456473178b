// "View as CLI": commands to copy, and how the command line finds this installation.
import type { ReactNode } from 'react';
import { Button } from '../../ui/action/button.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { CodeBlock } from '../../ui/text/code-block.tsx';
import type { CliCommand } from './commands.ts';
import { quote } from './commands.ts';

export type CliProps = { readonly onClose: () => void };

export function CliDialog(o: CliProps & { title: string; commands: readonly CliCommand[] }): ReactNode {
  return (
    <Dialog
      title={o.title}
      isOpen
      width="wide"
      onClose={o.onClose}
      footer={
        <Button tone="primary" onPress={o.onClose}>
          Close
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-ink-2">
          Where Keyshift runs, paste them into a terminal in its folder. What is as it is already stays so.
        </p>
        {o.commands.map(({ label, command }) => (
          <CodeBlock key={label} label={label} code={command} />
        ))}
        <p className="text-ink-2">
          Anywhere else, tell first which installation and with which key (Settings, API keys). The key is read from the
          keyboard: in an argument everybody on the machine could see it.
        </p>
        <CodeBlock label="From another machine, once in a terminal" code={connection(location.origin)} />
      </div>
    </Dialog>
  );
}

function connection(origin: string): string {
  return `export KEYSHIFT_API_URL=${quote(origin)}\nread -rs KEYSHIFT_API_KEY && export KEYSHIFT_API_KEY`;
}

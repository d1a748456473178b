// Ctrl K or Cmd K: find any page, object or action by typing.
import { Search } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import {
  Dialog as AriaDialog,
  Modal as AriaModal,
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { itemLook } from '../choice/option.tsx';

export type Command = {
  readonly id: string;
  readonly label: string;
  readonly section: string;
  /** Other words to find it by. */
  readonly keywords?: string;
  readonly detail?: string;
  readonly icon?: ReactNode;
  readonly href?: string;
  readonly onPress?: () => void;
};

export type CommandPaletteProps = {
  readonly commands: readonly Command[];
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** Told what is typed, so that the caller can add objects from the server to `commands`. */
  readonly onQuery?: (text: string) => void;
};

const isPaletteKey = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k';

export function CommandPalette({ commands, isOpen, onOpenChange, onQuery }: CommandPaletteProps): ReactNode {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isPaletteKey(event)) return;
      event.preventDefault();
      onOpenChange(!isOpen);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOpen, onOpenChange]);
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
      className="fixed inset-0 z-50 flex items-start justify-center bg-veil p-4 pt-[12vh]"
    >
      <AriaModal className="w-full max-w-xl overflow-hidden rounded-xl border border-line bg-raised text-ink shadow-float">
        <AriaDialog aria-label="Find anything" className="outline-none">
          <Finder commands={commands} onDone={() => onOpenChange(false)} onQuery={onQuery ?? (() => undefined)} />
        </AriaDialog>
      </AriaModal>
    </ModalOverlay>
  );
}

function Finder(o: { commands: readonly Command[]; onDone: () => void; onQuery: (text: string) => void }): ReactNode {
  const { contains } = useFilter({ sensitivity: 'base' });
  const [text, setText] = useState('');
  const found = o.commands.filter((command) => contains(`${command.label} ${command.keywords ?? ''}`, text));
  const sections = [...new Set(found.map((command) => command.section))];
  return (
    <Autocomplete
      inputValue={text}
      onInputChange={(next) => {
        setText(next);
        o.onQuery(next);
      }}
    >
      <SearchField
        aria-label="Find a page, an object or an action"
        autoFocus
        className="flex items-center gap-2 border-b border-line px-4"
      >
        <Search aria-hidden className="size-4 text-ink-2" />
        <Input
          placeholder="Find a page, an object or an action"
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-ink-3 [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      <Menu
        aria-label="Found"
        className="max-h-80 overflow-auto p-1 outline-none"
        onAction={o.onDone}
        renderEmptyState={() => <div className="px-3 py-6 text-center text-ink-2">Nothing matches “{text}”</div>}
      >
        {sections.map((section) => (
          <MenuSection key={section}>
            <Header className="px-2 pt-2 pb-1 text-xs text-ink-3">{section}</Header>
            {found
              .filter((command) => command.section === section)
              .map((command) => (
                <CommandItem key={command.id} command={command} />
              ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  );
}

function CommandItem({ command }: { command: Command }): ReactNode {
  return (
    <MenuItem
      id={command.id}
      textValue={command.label}
      {...(command.href === undefined ? {} : { href: command.href })}
      {...(command.onPress === undefined ? {} : { onAction: command.onPress })}
      className={`${itemLook} [&_svg]:size-4 [&_svg]:text-ink-2`}
    >
      {command.icon}
      <span className="min-w-0 flex-1 truncate">{command.label}</span>
      {command.detail !== undefined && <span className="truncate text-xs text-ink-3">{command.detail}</span>}
    </MenuItem>
  );
}

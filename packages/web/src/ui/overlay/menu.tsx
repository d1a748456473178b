// Actions behind one button.
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { itemLook, popoverLook } from '../choice/option.tsx';
import { cx } from '../cx.ts';

export type MenuItem =
  | 'separator'
  | {
      readonly id: string;
      readonly label: string;
      readonly icon?: ReactNode;
      readonly isDanger?: boolean;
      readonly isDisabled?: boolean;
      /** Either an address or an action. */
      readonly href?: string;
      readonly onPress?: () => void;
    };

export type MenuProps = {
  /** Names the menu. */
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** The button that opens it. */
  readonly children: ReactElement;
  /** Turns the items into choices with a tick. */
  readonly choice?: {
    readonly kind: 'single' | 'multiple';
    readonly chosen: readonly string[];
    readonly onChange: (chosen: string[]) => void;
  };
};

function Item({ item }: { item: Exclude<MenuItem, 'separator'> }): ReactNode {
  return (
    <AriaMenuItem
      id={item.id}
      textValue={item.label}
      isDisabled={item.isDisabled ?? false}
      {...(item.href === undefined ? {} : { href: item.href })}
      {...(item.onPress === undefined ? {} : { onAction: item.onPress })}
      className={cx(itemLook, 'pr-4 [&_svg]:size-4 [&_svg]:shrink-0', item.isDanger === true && 'text-bad')}
    >
      {({ isSelected, selectionMode }) => (
        <>
          {selectionMode !== 'none' && (
            <span className="size-4">{isSelected && <Check aria-hidden className="text-accent" />}</span>
          )}
          {item.icon}
          {item.label}
        </>
      )}
    </AriaMenuItem>
  );
}

export function Menu({ label, items, children, choice }: MenuProps): ReactNode {
  const selection =
    choice === undefined
      ? {}
      : {
          selectionMode: choice.kind,
          selectedKeys: choice.chosen,
          disallowEmptySelection: choice.kind === 'single',
          onSelectionChange: (keys: 'all' | Set<string | number>) =>
            choice.onChange(
              keys === 'all' ? items.flatMap((item) => (item === 'separator' ? [] : item.id)) : [...keys].map(String),
            ),
        };
  return (
    <MenuTrigger>
      {children}
      <Popover className={cx(popoverLook, 'min-w-44')} placement="bottom end">
        <AriaMenu aria-label={label} className="outline-none" {...selection}>
          {items.map((item, index) =>
            item === 'separator' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: separators have no identity but their place
              <Separator key={`separator-${index}`} className="my-1 border-t border-line" />
            ) : (
              <Item key={item.id} item={item} />
            ),
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

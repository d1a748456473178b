// The list that opens below a select or a combo box.
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { ListBox, ListBoxItem, Popover } from 'react-aria-components';

export type Option<Id extends string = string> = {
  readonly id: Id;
  readonly label: string;
  /** A second line: the vendor, the URI, what it means. */
  readonly detail?: string;
};

export const popoverLook =
  'overflow-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-float outline-none entering:opacity-0 transition-opacity';
export const itemLook =
  'flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1.5 text-sm outline-none select-none data-focused:bg-hover data-disabled:text-ink-3';

/** `options` only inside a select; a combo box filters and hands its own list down. */
export function OptionPopover({
  options,
  empty = 'Nothing matches',
}: {
  options?: readonly Option[];
  empty?: string;
}): ReactNode {
  return (
    <Popover className={`${popoverLook} min-w-(--trigger-width)`}>
      <ListBox<Option>
        {...(options === undefined ? {} : { items: options })}
        className="max-h-72 overflow-auto outline-none"
        renderEmptyState={() => <div className="px-2 py-1.5 text-ink-2">{empty}</div>}
      >
        {(option) => (
          <ListBoxItem id={option.id} textValue={option.label} className={itemLook}>
            {({ isSelected }) => (
              <>
                <span className="min-w-0 flex-1">
                  <span className="block break-words">{option.label}</span>
                  {option.detail !== undefined && (
                    <span className="block text-xs break-words text-ink-3">{option.detail}</span>
                  )}
                </span>
                {isSelected && <Check aria-hidden className="size-4 shrink-0 text-accent" />}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}

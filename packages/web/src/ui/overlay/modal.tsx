// The layer that Dialog and Drawer stand on: veil, focus trap, Escape, and return of the focus.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Modal as AriaModal, Heading, ModalOverlay } from 'react-aria-components';
import { Button } from '../action/button.tsx';
import { cx } from '../cx.ts';

export type ModalProps = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the bottom right, the one that acts last. */
  readonly footer?: ReactNode;
  /** A question that must be answered: no closing by a click outside. */
  readonly isAlert?: boolean;
};

export function Modal(
  props: ModalProps & { readonly place: 'middle' | 'right'; readonly className: string },
): ReactNode {
  const { title, isOpen, onClose, children, footer, isAlert = false, place, className } = props;
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!isAlert}
      className={cx(
        'fixed inset-0 z-40 flex bg-veil transition-opacity data-entering:opacity-0',
        place === 'middle' ? 'items-start justify-center overflow-auto p-4 pt-[12vh]' : 'justify-end',
      )}
    >
      <AriaModal className={cx('border-line bg-raised text-ink shadow-float', className)}>
        <AriaDialog
          role={isAlert ? 'alertdialog' : 'dialog'}
          className="flex h-full max-h-[inherit] flex-col outline-none"
        >
          <header className="flex items-center gap-4 py-4 pr-4 pl-6">
            <Heading slot="title" className="min-w-0 flex-1 text-base font-semibold break-words">
              {title}
            </Heading>
            <Button tone="plain" size="iconSmall" aria-label="Close" onPress={onClose}>
              <X aria-hidden />
            </Button>
          </header>
          <div className="min-h-0 flex-1 overflow-auto px-6 pt-1 pb-6">{children}</div>
          {footer !== undefined && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-4">{footer}</footer>
          )}
        </AriaDialog>
      </AriaModal>
    </ModalOverlay>
  );
}

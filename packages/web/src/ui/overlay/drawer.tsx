// Detail beside the page that stays in sight: a preview, one log line.
import type { ReactNode } from 'react';
import { Modal, type ModalProps } from './modal.tsx';

export function Drawer(props: ModalProps): ReactNode {
  return <Modal {...props} place="right" className="h-full w-[560px] max-w-full border-l" />;
}

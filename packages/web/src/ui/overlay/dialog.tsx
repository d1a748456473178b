// A short task over the page.
import type { ReactNode } from 'react';
import { Modal, type ModalProps } from './modal.tsx';

export function Dialog(props: ModalProps & { readonly width?: 'normal' | 'wide' }): ReactNode {
  const width = props.width === 'wide' ? 'max-w-3xl' : 'max-w-lg';
  return <Modal {...props} place="middle" className={`max-h-[80vh] w-full rounded-xl border ${width}`} />;
}

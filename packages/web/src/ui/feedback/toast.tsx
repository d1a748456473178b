// Short messages about something that just happened; they leave by themselves unless they carry an action or bad news.
import { X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../action/button.tsx';
import { cx } from '../cx.ts';

export type ToastMessage = {
  readonly tone: 'ok' | 'bad';
  readonly text: string;
  /** Such as Undo; pressing it also closes the message. */
  readonly action?: { readonly label: string; readonly onPress: () => void };
};
type Shown = ToastMessage & { readonly id: number };

const SHOWN_MS = 6_000;
const MOST = 3;
const ToastContext = createContext<((message: ToastMessage) => void) | undefined>(undefined);

/** `const toast = useToast(); toast({ tone: 'ok', text: 'Saved' })`. */
export function useToast(): (message: ToastMessage) => void {
  const show = useContext(ToastContext);
  if (show === undefined) throw new Error('useToast needs a ToastProvider above');
  return show;
}

function ToastItem({ toast, onClose }: { toast: Shown; onClose: (id: number) => void }): ReactNode {
  const { id, tone, text, action } = toast;
  const staysOpen = tone === 'bad' || action !== undefined;
  useEffect(() => {
    if (staysOpen) return;
    const timer = setTimeout(() => onClose(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, staysOpen, onClose]);
  return (
    <li className="pointer-events-auto flex items-center gap-2 rounded-lg border border-line bg-raised py-2 pr-2 pl-3 shadow-float">
      <span aria-hidden className={cx('size-2 shrink-0 rounded-full', tone === 'ok' ? 'bg-ok' : 'bg-bad')} />
      <span className="min-w-0 flex-1 break-words">{text}</span>
      {action !== undefined && (
        <Button
          size="small"
          onPress={() => {
            action.onPress();
            onClose(id);
          }}
        >
          {action.label}
        </Button>
      )}
      <Button tone="plain" size="iconSmall" aria-label={`Close: ${text}`} onPress={() => onClose(id)}>
        <X aria-hidden />
      </Button>
    </li>
  );
}

/** Above everything; shows the latest three. */
export function ToastProvider({ children }: { children: ReactNode }): ReactNode {
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const lastId = useRef(0);
  const show = useCallback((message: ToastMessage) => {
    lastId.current += 1;
    const id = lastId.current;
    setToasts((shown) => [...shown, { ...message, id }].slice(-MOST));
  }, []);
  const close = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  const region = useMemo(
    () => (
      <section
        aria-label="Messages"
        className="pointer-events-none fixed right-4 bottom-4 z-50 w-96 max-w-[calc(100vw-2rem)]"
      >
        <ol aria-live="polite" className="m-0 flex list-none flex-col gap-2 p-0">
          {toasts.map((toast) => (
            <ToastItem key={toast.id} toast={toast} onClose={close} />
          ))}
        </ol>
      </section>
    ),
    [toasts, close],
  );
  return (
    <ToastContext value={show}>
      {children}
      {region}
    </ToastContext>
  );
}

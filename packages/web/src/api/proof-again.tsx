// Asks again who is there when the server wants a fresh proof, and then repeats the call that needed it.
import { endpoints, type SessionInfo } from '@keyshift/web-api';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type FormEvent, type ReactNode, useCallback, useContext, useId, useRef, useState } from 'react';
import { Button } from '../ui/action/button.tsx';
import { Banner } from '../ui/feedback/banner.tsx';
import { Input } from '../ui/field/input.tsx';
import { Dialog } from '../ui/overlay/dialog.tsx';
import { ApiError, wordsOf } from './api-error.ts';
import { useRequest } from './api-provider.tsx';
import { SESSION_KEY } from './session.ts';

/** Runs a call; if it needs a fresh proof, asks for it and runs the call again. */
type ProveAgain = <T>(call: () => Promise<T>) => Promise<T>;
type Waiting = { readonly resolve: () => void; readonly reject: (reason: unknown) => void };

const ProofContext = createContext<ProveAgain>((call) => call());

export function useProofAgain(): ProveAgain {
  return useContext(ProofContext);
}

/** Around the pages, below ApiProvider. */
export function ProofAgainProvider({ children }: { children: ReactNode }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const waiting = useRef<Waiting[]>([]);
  const settle = useCallback((act: (one: Waiting) => void) => {
    setOpen(false);
    for (const one of waiting.current.splice(0)) act(one);
  }, []);
  const proveAgain: ProveAgain = useCallback(async (call) => {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'idp.reauthentication_required') throw error;
      await new Promise<void>((resolve, reject) => {
        waiting.current.push({ resolve, reject: () => reject(error) });
        setOpen(true);
      });
      return call();
    }
  }, []);
  return (
    <ProofContext value={proveAgain}>
      {children}
      <ProofDialog
        isOpen={isOpen}
        onProved={() => settle(({ resolve }) => resolve())}
        onClose={() => settle(({ reject }) => reject(undefined))}
      />
    </ProofContext>
  );
}

function ProofDialog(o: { isOpen: boolean; onProved: () => void; onClose: () => void }): ReactNode {
  const formId = useId();
  const [isPending, setPending] = useState(false);
  return (
    <Dialog
      title="Is it still you?"
      isOpen={o.isOpen}
      onClose={o.onClose}
      footer={
        <>
          <Button onPress={o.onClose}>Cancel</Button>
          <Button tone="primary" type="submit" form={formId} isPending={isPending}>
            Continue
          </Button>
        </>
      }
    >
      <ProofForm id={formId} onProved={o.onProved} onPending={setPending} />
    </Dialog>
  );
}

function ProofForm(o: { id: string; onProved: () => void; onPending: (pending: boolean) => void }): ReactNode {
  const request = useRequest();
  const queryClient = useQueryClient();
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const code = String(fields.get('code') ?? '').trim();
    const { path, method } = endpoints.reauthenticate;
    o.onPending(true);
    try {
      const body = { password: String(fields.get('password') ?? ''), ...(code !== '' && { code }) };
      const answer = await request<SessionInfo>({ path, method, body });
      queryClient.setQueryData(SESSION_KEY, answer.body);
      o.onProved();
    } catch (refusal) {
      setError(refusal);
    } finally {
      o.onPending(false);
    }
  };
  return (
    <form id={o.id} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <p className="text-ink-2">This changes who can get in. Enter your password to go on.</p>
      {error !== undefined && (
        <Banner tone="bad" title={wordsOf(error).what}>
          {wordsOf(error).detail}
        </Banner>
      )}
      <Input label="Password" name="password" type="password" autoComplete="current-password" required autoFocus />
      <Input
        label="Code"
        name="code"
        isOptional
        autoComplete="one-time-code"
        hint="From your authenticator app, if you have set one up; or a recovery code."
      />
    </form>
  );
}

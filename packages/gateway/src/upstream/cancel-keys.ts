// Maps the cancel keys that clients were given to those of the database server, which no client ever sees.
import { connect } from 'node:net';
import type { RandomBytes } from '@keyshift/base';
import { encodeCancelRequest } from '@keyshift/pgwire';
import type { UpstreamKey } from './open-upstream.ts';

export type CancelKeys = {
  /** A new key of 64 random bits for a session, valid until `forget`. */
  issue(upstream: UpstreamKey): UpstreamKey;
  forget(key: UpstreamKey): void;
  /** Forwards a cancel request whose key was issued here; any other is ignored. Resolves when the server has acted. */
  cancel(key: UpstreamKey): Promise<void>;
};

export function createCancelKeys(socketPath: string, random: RandomBytes): CancelKeys {
  const upstreamOf = new Map<string, UpstreamKey>();
  const nameOf = (key: UpstreamKey): string => `${key.processId}.${key.secretKey}`;
  return {
    issue(upstream): UpstreamKey {
      const bytes = Buffer.from(random(8));
      const key = { processId: bytes.readInt32BE(0), secretKey: bytes.readInt32BE(4) };
      upstreamOf.set(nameOf(key), upstream);
      return key;
    },
    forget: (key) => void upstreamOf.delete(nameOf(key)),
    async cancel(key): Promise<void> {
      const upstream = upstreamOf.get(nameOf(key));
      if (upstream !== undefined) await sendCancel(socketPath, upstream);
    },
  };
}

/** protocol-flow, "Canceling Requests in Progress" – the server answers by closing the connection, whatever happened. */
async function sendCancel(socketPath: string, key: UpstreamKey): Promise<void> {
  await new Promise<void>((resolve) => {
    const socket = connect({ path: socketPath });
    socket.on('error', () => undefined).on('close', () => resolve());
    socket.resume().end(encodeCancelRequest(key));
  });
}

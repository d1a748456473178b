// Carries bytes between a client and its database session until either ends, no faster than the slower reads.
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ClientStream } from './client-stream.ts';

/** Resolves when both sides are closed; rejects with what made the client's stream unreadable, upstream closed. */
export async function relay(client: Duplex, upstream: Socket, follower: ClientStream, early: Buffer): Promise<void> {
  let broken: unknown;
  const forward = (chunk: Buffer): void => {
    try {
      if (!send(upstream, follower.push(chunk))) client.pause();
    } catch (error) {
      broken = error;
      client.pause();
      upstream.destroy();
    }
  };
  client.on('data', forward).on('drain', () => upstream.resume());
  client.on('end', () => upstream.end()).on('close', () => upstream.destroy());
  // Server to client nothing is looked at: the chunk that was read is the chunk that is written.
  upstream.on('data', (chunk: Buffer) => {
    if (!client.write(chunk)) upstream.pause();
  });
  upstream.on('drain', () => client.resume());
  const closed = new Promise<void>((resolve) => upstream.on('close', resolve));
  if (early.length > 0) forward(early);
  if (broken === undefined && upstream.writableNeedDrain === false) client.resume();
  upstream.resume();
  await closed;
  if (broken !== undefined) throw broken;
}

function send(upstream: Socket, pieces: readonly Buffer[]): boolean {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return upstream.write(only);
  upstream.cork();
  let hasRoom = true;
  for (const piece of pieces) hasRoom = upstream.write(piece);
  upstream.uncork();
  return hasRoom;
}

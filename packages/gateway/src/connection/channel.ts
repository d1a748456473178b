// One peer during the start of a session: whole messages in, one at a time, bytes out.
import type { Duplex } from 'node:stream';
import { type Frame, Framer } from '@keyshift/pgwire';

/** Stops reading from a peer that sends more than anybody has asked for. */
const UNREAD_BYTES = 64 * 1024;

export type Channel = {
  readonly stream: Duplex;
  /** The next start-up packet; undefined when the peer has gone. */
  readPacket(maxBytes: number): Promise<Buffer | undefined>;
  readFrame(maxBytes: number): Promise<Frame | undefined>;
  bufferedBytes(): number;
  write(bytes: Uint8Array): void;
  /** Ends the channel's reading, gives what it had not handed out, and leaves the stream paused for somebody else. */
  detach(): Buffer;
};

/** Bytes are queued synchronously as they come and consumed by one awaiting reader: two chunks cannot interleave. */
export function openChannel(stream: Duplex): Channel {
  const framer = new Framer();
  let isOpen = true;
  let wake: () => void = () => undefined;
  const onData = (chunk: Buffer): void => {
    framer.push(chunk);
    if (framer.bufferedBytes > UNREAD_BYTES) stream.pause();
    wake();
  };
  const onEnd = (): void => {
    isOpen = false;
    wake();
  };
  stream.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onEnd);
  const read = async <T>(take: () => T | undefined): Promise<T | undefined> => {
    for (;;) {
      const taken = take();
      if (taken !== undefined || !isOpen) return taken;
      stream.resume();
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    stream,
    readPacket: (maxBytes) => read(() => framer.takePacket(maxBytes)),
    readFrame: (maxBytes) => read(() => framer.takeFrame(maxBytes)),
    bufferedBytes: () => framer.bufferedBytes,
    write: (bytes) => void stream.write(bytes),
    detach(): Buffer {
      stream.pause();
      // The error listener stays: a socket without one would end the whole process.
      stream.off('data', onData).off('end', onEnd).off('close', onEnd);
      return framer.takeRest();
    },
  };
}

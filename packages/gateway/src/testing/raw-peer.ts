// A client that sends exactly the bytes it is told to.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import {
  decodeServerMessage,
  encodeSslRequest,
  encodeStartup,
  type Frame,
  Framer,
  HEADER_BYTES,
} from '@keyshift/pgwire';

export type RawPeer = {
  readonly socket: Socket;
  write(bytes: Buffer): void;
  /** The next message, undefined at the end of the connection. */
  next(): Promise<Frame | undefined>;
  /** Everything until (and with) a message of this type, or the end. */
  until(type: string): Promise<Frame[]>;
  close(): void;
};

function peerOf(socket: Socket): RawPeer {
  const framer = new Framer();
  let isOpen = true;
  let wake = (): void => undefined;
  socket.on('data', (chunk: Buffer) => {
    framer.push(chunk);
    wake();
  });
  const end = (): void => {
    isOpen = false;
    wake();
  };
  socket.on('error', end).on('close', end).on('end', end);
  const next = async (): Promise<Frame | undefined> => {
    for (;;) {
      const frame = framer.takeFrame(2 ** 30);
      if (frame !== undefined || !isOpen) return frame;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    socket,
    write: (bytes) => void socket.write(bytes),
    next,
    async until(type) {
      const frames: Frame[] = [];
      for (let frame = await next(); frame !== undefined; frame = await next()) {
        frames.push(frame);
        if (frame.type === type.charCodeAt(0)) break;
      }
      return frames;
    },
    close: () => void socket.destroy(),
  };
}

export async function openPlain(port: number): Promise<RawPeer> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return peerOf(socket);
}

/** SSLRequest, then TLS. */
export async function openEncrypted(port: number, ca: string): Promise<RawPeer> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.write(encodeSslRequest());
  const [answer] = await once(socket, 'data');
  if (String(answer) !== 'S') throw new Error(`no TLS: ${String(answer)}`);
  const encrypted = connectTls({ socket, ca, servername: 'localhost' });
  await once(encrypted, 'secureConnect');
  return peerOf(encrypted);
}

export function startup(parameters: Record<string, string>): Buffer {
  return encodeStartup(Object.entries(parameters));
}

/** Severity, SQLSTATE and message of an ErrorResponse. */
export function errorOf(frame: Frame | undefined): { code?: string; message?: string } {
  const message = frame === undefined ? undefined : decodeServerMessage(frame);
  if (message?.kind !== 'errorResponse') return {};
  return { code: message.fields.get('C') ?? '', message: message.fields.get('M') ?? '' };
}

/** A message with a type byte and any length word. */
export function frame(type: string, body: Buffer, length = body.length + 4): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(type, 'latin1');
  header.writeUInt32BE(length >>> 0, 1);
  return Buffer.concat([header, body]);
}

export const sync: Buffer = frame('S', Buffer.alloc(0));

/** Parse, Bind, Describe, Execute of one statement without parameters. */
export function extended(sql: string, name = ''): Buffer {
  return Buffer.concat([
    frame('P', Buffer.concat([Buffer.from(`${name}\0${sql}\0`), Buffer.alloc(2)])),
    frame('B', Buffer.concat([Buffer.from(`\0${name}\0`), Buffer.alloc(6)])),
    frame('D', Buffer.from('P\0')),
    frame('E', Buffer.from('\0\0\0\0\0')),
  ]);
}

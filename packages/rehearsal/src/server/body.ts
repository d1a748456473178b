// Reads a request body up to a limit.
import type { IncomingMessage } from 'node:http';
import { AwsFault } from '@keyshift/aws-protocol';

/**
 * Undefined when it is larger. The rest is then thrown away as it comes: ending the request at once would reset the
 * connection and take the answer with it. Rejects with an AwsFault when the client goes away.
 */
export function readBody(req: IncomingMessage, maxBytes: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else resolve(undefined);
    });
    const giveUp = () => reject(incomplete());
    req.on('error', giveUp);
    req.on('close', giveUp);
    req.on('end', () => {
      resolve(Buffer.concat(chunks));
      // A request closes after its end too, and an error costs its stack trace.
      req.off('close', giveUp);
    });
  });
}

function incomplete(): AwsFault {
  return new AwsFault({ code: 'RequestTimeout', status: 408, message: 'The request was not received completely.' });
}

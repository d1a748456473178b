// The load generator of the identity providers' benchmark, in a process of its own so that it does not slow the server.
import { Pool } from 'undici';

export type Load = {
  readonly url: string;
  readonly caPem: string;
  /** Sent in turn; no two of those in flight are the same one, if there are enough. */
  readonly requests: readonly {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
  }[];
  readonly expectedStatus: number;
  /** Part of every answer. */
  readonly expectedText?: string;
  readonly inFlight: number;
  readonly calls: number;
};

async function send(pool: Pool, load: Load, number: number): Promise<void> {
  const { expectedStatus, expectedText = '' } = load;
  const request = load.requests[number % load.requests.length];
  if (request === undefined) throw new Error('there is no request to send');
  const { body, ...call } = request;
  const answer = await pool.request({ ...call, ...(body !== undefined && { body }) });
  const text = await answer.body.text();
  if (answer.statusCode !== expectedStatus) throw new Error(`status ${answer.statusCode}`);
  if (!text.includes(expectedText)) throw new Error(`an answer without ${expectedText}`);
}

async function run(load: Load): Promise<number> {
  const pool = new Pool(load.url, { connections: load.inFlight, connect: { ca: load.caPem } });
  let left = load.calls;
  const client = async (_: unknown, number: number) => {
    for (let next = number; left > 0; next += load.inFlight) {
      left -= 1;
      await send(pool, load, next);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: load.inFlight }, client));
  const seconds = (performance.now() - started) / 1_000;
  await pool.close();
  return seconds;
}

process.once('message', async (load) => {
  process.send?.(await run(load as Load));
  process.disconnect();
});

// The load generator of the identity provider's benchmark, in a process of its own so that it does not slow the server.
import { Pool } from 'undici';

export type Load = {
  readonly url: string;
  readonly caPem: string;
  /** Sent in turn. */
  readonly requests: readonly {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
  }[];
  readonly expectedStatus: number;
  readonly inFlight: number;
  readonly calls: number;
};

async function run(load: Load): Promise<number> {
  const pool = new Pool(load.url, { connections: load.inFlight, connect: { ca: load.caPem } });
  let sent = 0;
  const client = async () => {
    while (sent < load.calls) {
      const { body, ...call } = load.requests[sent % load.requests.length] ?? { method: 'GET', path: '/', headers: {} };
      sent += 1;
      const answer = await pool.request({ ...call, ...(body !== undefined && { body }) });
      await answer.body.dump();
      if (answer.statusCode !== load.expectedStatus) throw new Error(`status ${answer.statusCode}`);
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

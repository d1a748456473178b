// Whether time tells a known account from an unknown one, at sign-in and where a link for a new password is asked for.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { Secret } from '@keyshift/base';
import type { Directory } from '@keyshift/directory';
import { Client } from 'undici';
import type { BenchRow } from './bench-row.ts';
import { startServer, type Target } from './idp/place.ts';
import { formRequest } from './idp/sign-in.ts';
import { mannWhitney } from './mann-whitney.ts';
import { median } from './median.ts';

const SAMPLES = 500;
// Each address tries less often than what slows it down, also while guesses come from everywhere, and is alone in its
// subnet; each name is tried once.
const TRIES_OF_AN_ADDRESS = 4;
const STORED_AT_ONCE = 20;

const knownName = (n: number) => `person${n}`;
const unknownName = (n: number) => `nobody${n}`;
type Door = { readonly name: string; readonly path: string; readonly password?: string; readonly status: number };

const DOORS: readonly Door[] = [
  { name: 'sign-in, wrong password', path: '/login', password: 'not the password of anybody', status: 401 },
  { name: 'link for a new password', path: '/login/forgot', status: 200 },
];

export async function benchLoginTiming(): Promise<readonly BenchRow[]> {
  const server = await startServer();
  const mail = await startMailServer();
  try {
    const place = await server.open('timing');
    await seed(place.directory, (mail.address() as AddressInfo).port);
    const rows: BenchRow[] = [];
    for (const door of DOORS) rows.push(...(await compare(place, door)));
    return rows;
  } finally {
    mail.close();
    await server.stop();
  }
}

async function seed(directory: Directory, mailPort: number): Promise<void> {
  for (let first = 0; first < SAMPLES; first += STORED_AT_ONCE) {
    await Promise.all(
      Array.from({ length: STORED_AT_ONCE }, async (_, n) => {
        const username = knownName(first + n);
        const input = { username, displayName: username, email: `${username}@example.com` };
        const person = await directory.people.create(input, 'bench');
        await directory.people.setPassword(person.id, new Secret('correct horse battery'), 'bench');
      }),
    );
  }
  const { version } = await directory.settings.get();
  const mail = { host: '127.0.0.1', port: mailPort, security: 'none', from: 'keyshift@example.com' } as const;
  await directory.settings.update({ mail }, { version, actor: 'bench' });
}

/** Takes every mail and forgets it. */
async function startMailServer(): Promise<Server> {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    let isText = false;
    socket.write('220 bench\r\n');
    createInterface({ input: socket }).on('line', (line) => {
      if (isText && line !== '.') return;
      isText = line === 'DATA';
      socket.write(isText ? '354 go on\r\n' : '250 ok\r\n');
      if (line === 'QUIT') socket.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Known and unknown names in random order, so that whatever drifts meets both alike. */
function drawOrder(): { name: string; isKnown: boolean }[] {
  const all = Array.from({ length: SAMPLES }, (_, n) => [
    { name: knownName(n), isKnown: true },
    { name: unknownName(n), isKnown: false },
  ]).flat();
  const keyed = all.map((one) => ({ one, key: Math.random() })).sort((a, b) => a.key - b.key);
  return keyed.map(({ one }) => one);
}

async function compare(target: Target, door: Door): Promise<BenchRow[]> {
  const times = { known: [] as number[], unknown: [] as number[] };
  const order = drawOrder();
  for (let first = 0; first < order.length; first += TRIES_OF_AN_ADDRESS) {
    const localAddress = `127.0.${first / TRIES_OF_AN_ADDRESS}.1`;
    const client = new Client(target.url, { connect: { ca: target.caPem, localAddress } });
    await (await client.request({ method: 'GET', path: '/healthz' })).body.dump();
    for (const { name, isKnown } of order.slice(first, first + TRIES_OF_AN_ADDRESS)) {
      times[isKnown ? 'known' : 'unknown'].push(await timeOf(client, { door, name }));
    }
    await client.close();
  }
  return describe(door, times);
}

async function timeOf(client: Client, { door, name }: { door: Door; name: string }): Promise<number> {
  const fields = { username: name, ...(door.password !== undefined && { password: door.password }) };
  const request = formRequest(door.path, fields);
  const started = performance.now();
  const answer = await client.request(request);
  await answer.body.dump();
  const taken = performance.now() - started;
  if (answer.statusCode !== door.status) throw new Error(`${door.path} answered ${answer.statusCode}`);
  return taken;
}

function describe(door: Door, { known, unknown }: { known: number[]; unknown: number[] }): BenchRow[] {
  const { u, p } = mannWhitney(known, unknown);
  const [knownMs, unknownMs] = [median(known), median(unknown)];
  const note = `Mann-Whitney, n = ${known.length} + ${unknown.length}, U = ${Math.round(u)}; ${p > 0.05 ? 'not separable' : 'SEPARABLE'} at p = 0.05`;
  return [
    { name: `${door.name}: known account`, value: knownMs, unit: 'ms' },
    {
      name: `${door.name}: unknown account`,
      value: unknownMs,
      unit: 'ms',
      ...{ ratio: unknownMs / knownMs, against: 'known account' },
    },
    { name: `${door.name}: p`, value: p, unit: '', note },
  ];
}

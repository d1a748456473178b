// Fetches a public text document for an administrator, without becoming a door into the network behind us.
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { request } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { idpErrors } from '../errors.ts';

export type FetchText = (url: string) => Promise<string>;
/** Addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly { address: string; family: number }[]>;

const LIMIT_BYTES = 1_048_576;
const TIMEOUT_MS = 5_000;

// RFC 6890 and its IPv6 counterparts: everything that is not somebody's public address.
function createInternalList(): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ] as const) {
    list.addSubnet(network, prefix, 'ipv4');
  }
  // Only 2000::/3 is public unicast; inside it lie 6to4, Teredo and documentation, which can carry inner addresses.
  for (const [network, prefix] of [
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
  ] as const) {
    list.addSubnet(network, prefix, 'ipv6');
  }
  return list;
}

const PUBLIC_IPV6 = /^[23][0-9a-f]{3}:/i;

/** True for an address on the public Internet. */
export function isPublicAddress(address: string, internal: BlockList = createInternalList()): boolean {
  const family = isIP(address);
  if (family === 4) return !internal.check(address, 'ipv4');
  return family === 6 && PUBLIC_IPV6.test(address) && !internal.check(address, 'ipv6');
}

function checkUrl(text: string): URL {
  if (!URL.canParse(text)) throw idpErrors.fetchRefused({ why: 'it is not a web address' });
  const url = new URL(text);
  if (url.protocol !== 'https:') throw idpErrors.fetchRefused({ why: 'it is not an https address' });
  if (url.username !== '' || url.password !== '') throw idpErrors.fetchRefused({ why: 'it carries a user name' });
  if (url.port !== '') throw idpErrors.fetchRefused({ why: 'it names a port' });
  return url;
}

async function findPublicAddress(hostname: string, resolve: Resolve): Promise<{ address: string; family: number }> {
  const literal = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(literal);
  const found = family === 0 ? await resolve(hostname) : [{ address: literal, family }];
  const [first] = found;
  // One internal address among several is enough to refuse: the next answer could pick it.
  if (first === undefined || !found.every((one) => isPublicAddress(one.address))) {
    throw idpErrors.fetchRefused({ why: 'its host is not on the public Internet' });
  }
  return first;
}

async function readLimited(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > LIMIT_BYTES) throw idpErrors.fetchRefused({ why: 'the document is larger than 1 MiB' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * https on port 443 only, the host resolved once and connected to at that very address (no DNS rebinding), no
 * redirects, 5 s, 1 MiB. Throws `idp.fetch_refused`.
 */
export function createFetchText(resolve: Resolve = (hostname) => lookup(hostname, { all: true })): FetchText {
  return async (text) => {
    const url = checkUrl(text);
    try {
      const { address, family } = await findPublicAddress(url.hostname, resolve);
      const pinned: LookupFunction = (_hostname, options, callback) =>
        options.all === true ? callback(null, [{ address, family }]) : callback(null, address, family);
      const outgoing = request(url, { lookup: pinned, signal: AbortSignal.timeout(TIMEOUT_MS) }).end();
      const [answer] = await once(outgoing, 'response');
      if (answer.statusCode !== 200)
        throw idpErrors.fetchRefused({ why: `it answered with status ${answer.statusCode}` });
      return await readLimited(answer);
    } catch (error) {
      if (error instanceof Error && error.name === 'AppError') throw error;
      throw idpErrors.fetchRefused({ why: 'it could not be reached within five seconds', cause: error });
    }
  };
}

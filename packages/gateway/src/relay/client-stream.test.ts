import { encodeParse, encodeQuery } from '@keyshift/pgwire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frame } from '../testing/raw-peer.ts';
import { ClientStream } from './client-stream.ts';

const CAP = 100_000;
const statement = fc.constantFrom(
  ['SELECT 1', 'SELECT 1'],
  ['ALTER USER a PASSWORD DISABLE', 'ALTER USER a PASSWORD NULL'],
  ["SET query_group TO 'x'", "SET keyshift.query_group TO 'x'"],
  ["SELECT 'disable \xe9'", "SELECT 'disable \xe9'"],
  [`SELECT '${'y'.repeat(3_000)}'`, `SELECT '${'y'.repeat(3_000)}'`],
);
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const parse = (text: string): Buffer =>
  encodeParse({ name: latin1('s'), text: latin1(text), parameterTypes: Buffer.from([0, 1, 0, 0, 0, 23]) });
/** A message as it is sent, and as the server shall see it. */
const message = fc.oneof(
  statement.map(([sent = '', seen = '']) => [encodeQuery(latin1(sent)), encodeQuery(latin1(seen))] as const),
  statement.map(([sent = '', seen = '']) => [parse(sent), parse(seen)] as const),
  fc.tuple(fc.constantFrom('B', 'E', 'S', 'd'), fc.uint8Array({ maxLength: 5_000 })).map(([type, body]) => {
    const bytes = frame(type, Buffer.from(body));
    return [bytes, bytes] as const;
  }),
);

describe('ClientStream', () => {
  it('gives the server the same messages however they were split and joined', () => {
    const cuts = fc.array(fc.nat(30_000), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), cuts, (messages, at) => {
        const sent = Buffer.concat(messages.map(([bytes]) => bytes));
        const edges = [...new Set(at.map((cut) => cut % (sent.length + 1)))].sort((a, b) => a - b);
        const stream = new ClientStream(CAP);
        const seen = [0, ...edges].flatMap((edge, index) =>
          stream.push(Buffer.from(sent.subarray(edge, edges[index] ?? sent.length))),
        );
        expect(Buffer.concat(seen).equals(Buffer.concat(messages.map(([, bytes]) => bytes)))).toBe(true);
      }),
    );
  });

  it('passes an unchanged chunk uncopied, and a large message before it is whole', () => {
    const stream = new ClientStream(CAP);
    const chunk = Buffer.concat([encodeQuery(latin1('SELECT 1')), frame('d', Buffer.alloc(10))]);
    expect(stream.push(chunk)[0]).toBe(chunk);
    const begun = frame('d', Buffer.alloc(10), 50_000);
    expect(stream.push(begun)[0]).toBe(begun);
  });

  it.each([
    ['above the cap', CAP + 1, 'pgwire.frame_too_large'],
    ['below four', 3, 'pgwire.frame_length'],
    ['negative', -5, 'pgwire.frame_length'],
  ])('refuses a length %s, in any message', (_name, length, code) => {
    for (const type of ['Q', 'B', '?']) {
      const push = (): unknown => new ClientStream(CAP).push(frame(type, Buffer.alloc(0), length));
      expect(push).toThrow(expect.objectContaining({ code }));
    }
  });

  it('knows the client’s good-bye, and only while it is the last word', () => {
    const stream = new ClientStream(CAP);
    stream.push(frame('d', Buffer.from('XXXX')));
    expect(stream.isTerminated).toBe(false);
    stream.push(frame('X', Buffer.alloc(0)));
    expect(stream.isTerminated).toBe(true);
  });
});

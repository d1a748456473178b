import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Framer, pgwireErrors } from './index.ts';
import { frame, packet } from './writer.ts';

const message = fc.tuple(fc.integer({ min: 1, max: 255 }), fc.uint8Array({ maxLength: 300 }));

function split(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const edges = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...edges].map((edge, index) => bytes.subarray(edge, edges[index] ?? bytes.length));
}

describe('Framer', () => {
  it('gives the same messages however the stream is split and joined', () => {
    const cuts = fc.array(fc.nat(20_000), { maxLength: 60 });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 30 }), cuts, (messages, at) => {
        const wanted = messages.map(([type, body]) => frame(type, body));
        const framer = new Framer();
        const got: Buffer[] = [];
        for (const chunk of split(Buffer.concat(wanted), at)) {
          framer.push(Buffer.from(chunk));
          for (let next = framer.takeFrame(1_000); next !== undefined; next = framer.takeFrame(1_000)) {
            expect(next.type).toBe(next.bytes[0]);
            got.push(next.bytes);
          }
        }
        // Compared at the end: a message taken early must not change when more is pushed.
        expect(got.map((bytes) => bytes.toString('hex'))).toEqual(wanted.map((bytes) => bytes.toString('hex')));
        expect(framer.bufferedBytes).toBe(0);
      }),
    );
  });

  it('goes from start-up packets to messages in one stream, and gives the rest as it is', () => {
    const framer = new Framer();
    const bytes = Buffer.concat([packet(Buffer.from('abcd')), frame(0x51, Buffer.from('x\0')), Buffer.from([0x58, 0])]);
    for (const byte of bytes) framer.push(Buffer.of(byte));
    expect(framer.takePacket(10)?.toString('latin1')).toBe('\0\0\0\x08abcd');
    expect(framer.takeFrame(10)?.type).toBe(0x51);
    expect(framer.takeFrame(10)).toBeUndefined();
    expect(framer.takeRest()).toEqual(Buffer.from([0x58, 0]));
    expect(framer.bufferedBytes).toBe(0);
  });

  it.each([-1, 0, 3, -(2 ** 31)])('refuses the impossible length %i at once (pgwire.frame_length)', (length) => {
    const word = Buffer.alloc(4);
    word.writeInt32BE(length);
    const framer = new Framer();
    framer.push(Buffer.concat([Buffer.of(0x51), word]));
    expect(() => framer.takeFrame(100)).toThrow(pgwireErrors.frameLength({ length }).message);
    const opening = new Framer();
    opening.push(word);
    expect(() => opening.takePacket(100)).toThrow(expect.objectContaining({ code: 'pgwire.frame_length' }));
  });

  it.each([101, 2 ** 31 - 1])(
    'refuses length %i above the cap without waiting for it (pgwire.frame_too_large)',
    (length) => {
      const word = Buffer.alloc(4);
      word.writeInt32BE(length);
      const framer = new Framer();
      framer.push(Buffer.concat([Buffer.of(0x51), word]));
      expect(() => framer.takeFrame(100)).toThrow(expect.objectContaining({ code: 'pgwire.frame_too_large' }));
      const opening = new Framer();
      opening.push(word);
      expect(() => opening.takePacket(100)).toThrow(expect.objectContaining({ code: 'pgwire.frame_too_large' }));
    },
  );

  it('takes a large message in single bytes (doubling store, not a copy each time)', () => {
    const framer = new Framer();
    const bytes = frame(0x64, Buffer.alloc(1_000_000, 1));
    for (const byte of bytes) framer.push(Buffer.of(byte));
    expect(framer.takeFrame(2_000_000)?.bytes.equals(bytes)).toBe(true);
  });
});

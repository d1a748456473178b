import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatVerifier, isRightPassword, parseVerifier } from './scram.ts';

const salt = Buffer.from('0123456789abcdef');

describe('a SCRAM-SHA-256 verifier (rfc5802 §3)', () => {
  it('is the one of the published example (rfc7677 §3: user, pencil)', async () => {
    const published = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
    // ServerSignature of the example: HMAC(ServerKey, AuthMessage).
    const text = await formatVerifier('pencil', published);
    const nonce = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
    const auth = `n=user,r=rOprNGfwEbeRWgbNEkqO,r=${nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=${nonce}`;
    const serverKey = Buffer.from(text.split(':').at(-1) ?? '', 'base64');
    const signature = createHmac('sha256', serverKey).update(auth).digest('base64');
    expect(signature).toBe('6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
  });

  it('accepts its password and no other', async () => {
    const passwords = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(passwords, passwords, async (right, other) => {
        const verifier = parseVerifier(await formatVerifier(right, salt));
        if (verifier === undefined) throw new Error('our own verifier is not readable');
        expect(await isRightPassword(right, verifier)).toBe(true);
        expect(await isRightPassword(`${other}!${right}`, verifier)).toBe(false);
      }),
      { numRuns: 15 },
    );
  });

  it.each([
    ['NULL', null],
    ['md5', `md5${'0'.repeat(32)}`],
    ['an empty text', ''],
    ['no work', `SCRAM-SHA-256$0:c2FsdA==$${'A'.repeat(43)}=:${'A'.repeat(43)}=`],
    ['absurd work', `SCRAM-SHA-256$999999999:c2FsdA==$${'A'.repeat(43)}=:${'A'.repeat(43)}=`],
    ['a short key', 'SCRAM-SHA-256$4096:c2FsdA==$c2hvcnQ=:c2hvcnQ='],
  ])('is not %s', (_name, text) => {
    expect(parseVerifier(text)).toBeUndefined();
  });
});

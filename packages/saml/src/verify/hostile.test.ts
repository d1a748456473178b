import { describe, expect, it } from 'vitest';
import { verifyResponse } from '../index.ts';
import { forge } from '../testing/forge.ts';
import type { HostileCase } from '../testing/hostile-base.ts';
import {
  ALGORITHMS,
  DOCUMENTS,
  REFERENCES,
  SIGNATURE_SHAPE,
  STRIPPED,
  WRAPPING,
} from '../testing/hostile-responses.ts';
import { SIGNATURE_ID } from '../testing/hostile-signature-ids.ts';
import { readTestKey } from '../testing/keys.ts';

const trusted = [readTestKey('rsa-2048').publicKey, readTestKey('p-256').publicKey];

const GROUPS: readonly (readonly [string, readonly HostileCase[]])[] = [
  ['signature wrapping', WRAPPING],
  ['missing and broken signatures', STRIPPED],
  ['content that does not belong into ds:Signature (xmldsig §4)', SIGNATURE_SHAPE],
  ['an Id of a signature (xmldsig §4.1) with', SIGNATURE_ID],
  ['algorithms off the list ', ALGORITHMS],
  ['references to anything but the parent', REFERENCES],
  ['documents that readers could read differently', DOCUMENTS],
];

describe.each(GROUPS)('verifyResponse refuses %s:', (_group, cases) => {
  it.each(cases)('%s', (_name, xml, code) => {
    expect(() => verifyResponse(xml, trusted)).toThrow(expect.objectContaining({ code }));
  });
});

describe('the hostile corpus', () => {
  it('starts from a message that is accepted', () => {
    expect(verifyResponse(forge(), trusted).nameId?.value).toBe('alice');
  });

  it('starts from one whose signature may carry an Id that nothing else has (xmldsig §4.1)', () => {
    const changeSignature = (text: string): string => text.replace('<ds:Signature ', '<ds:Signature Id="Signature1" ');
    expect(verifyResponse(forge({ changeSignature }), trusted)).toEqual(verifyResponse(forge(), trusted));
  });

  it('differs from it in every case', () => {
    for (const [, cases] of GROUPS) for (const [, xml] of cases) expect(xml).not.toBe(forge());
  });

  it('is refused without repeating what it says', () => {
    for (const [, cases] of GROUPS) {
      for (const [, xml] of cases) {
        expect(() => verifyResponse(xml, trusted)).toThrow(
          expect.objectContaining({ message: expect.not.stringMatching(/alice|admin|canary|evil/) }),
        );
      }
    }
  });
});

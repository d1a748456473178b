import { deflateRawSync, deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePostRequest, decodeRedirectRequest, decodeSamlResponse } from '../index.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');
const redirect = (text: string | Uint8Array): string => base64(deflateRawSync(text));

const NOT_BASE64 = ['', '*', 'YQ', 'YQ=', 'YQ===', 'YR==', 'Y Q==', 'YQ==YQ==', '-_-_', 'YQ==\0', 'YWé='];

describe('decodeRedirectRequest (saml-bindings §3.4.4.1)', () => {
  it('gives back any text', () => {
    void fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeRedirectRequest(redirect(text))).toBe(text);
      }),
    );
  });

  it.each([...NOT_BASE64, 'YWFh\nYWFh'])('refuses %j as base64', (text) => {
    expect(() => decodeRedirectRequest(text)).toThrow(refusal('saml.base64_invalid'));
  });

  it.each([
    ['plain text', base64('<samlp:AuthnRequest/>')],
    ['a zlib header', base64(deflateSync('<a/>'))],
    ['a cut stream', base64(deflateRawSync('<a>text</a>').subarray(0, -3))],
    ['something after the stream', base64(Buffer.concat([deflateRawSync('<a/>'), Buffer.from('x')]))],
  ])('refuses %s', (_name, text) => {
    expect(() => decodeRedirectRequest(text)).toThrow(refusal('saml.deflate_invalid'));
  });

  it('stops a deflate bomb at 65 536 bytes', () => {
    expect(decodeRedirectRequest(redirect(' '.repeat(65_536)))).toHaveLength(65_536);
    expect(() => decodeRedirectRequest(redirect(' '.repeat(65_537)))).toThrow(refusal('saml.message_too_large'));
    expect(() => decodeRedirectRequest(redirect(Buffer.alloc(64 * 1024 * 1024, ' ')))).toThrow(
      refusal('saml.message_too_large'),
    );
    expect(() => decodeRedirectRequest('A'.repeat(100_004))).toThrow(refusal('saml.message_too_large'));
  });

  it('refuses what is not UTF-8', () => {
    expect(() => decodeRedirectRequest(redirect(Uint8Array.of(0xff)))).toThrow(refusal('saml.not_utf8'));
  });
});

describe('decodePostRequest and decodeSamlResponse (saml-bindings §3.5.4)', () => {
  it('give back any bytes, in one line or several', () => {
    void fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const text = base64(bytes);
        expect(Buffer.from(decodeSamlResponse(text))).toEqual(Buffer.from(bytes));
        expect(Buffer.from(decodeSamlResponse(text.replace(/.{4}/g, '$&\r\n')))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('give text for a request', () => {
    expect(decodePostRequest(base64('<é/>'))).toBe('<é/>');
    expect(() => decodePostRequest(base64(Uint8Array.of(0xff)))).toThrow(refusal('saml.not_utf8'));
  });

  it.each(NOT_BASE64.filter((text) => !text.includes(' ')))('refuse %j as base64', (text) => {
    expect(() => decodeSamlResponse(text)).toThrow(refusal('saml.base64_invalid'));
    expect(() => decodePostRequest(text)).toThrow(refusal('saml.base64_invalid'));
  });

  it('take 100 000 characters and no more', () => {
    expect(decodeSamlResponse('A'.repeat(100_000))).toHaveLength(75_000);
    expect(() => decodeSamlResponse('A'.repeat(100_004))).toThrow(refusal('saml.message_too_large'));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeClientMessage,
  decodeOpening,
  decodeParse,
  decodeServerMessage,
  encodeAuthenticationCleartextPassword,
  encodeAuthenticationMd5Password,
  encodeAuthenticationOk,
  encodeBackendKeyData,
  encodeCancelRequest,
  encodeErrorResponse,
  encodeGssEncryptionRequest,
  encodeNoticeResponse,
  encodeParameterStatus,
  encodeParse,
  encodePassword,
  encodeQuery,
  encodeReadyForQuery,
  encodeSslRequest,
  encodeStartup,
  encodeTerminate,
  type Frame,
  formatTrace,
} from '../index.ts';

const frameOf = (bytes: Buffer): Frame => ({ type: bytes[0] ?? 0, bytes });
const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((value) => value.replaceAll('\0', ''));
const name = text.filter((value) => value !== '');
const bytes = fc.uint8Array({ min: 1, max: 255, maxLength: 60 }).map((value) => Buffer.from(value));
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe('opening packets come back as they were sent', () => {
  it('StartupMessage', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, text), { selector: ([key]) => key }), (parameters) => {
        const decoded = decodeOpening(encodeStartup(parameters));
        expect(decoded).toEqual({ kind: 'startup', parameters: new Map(parameters) });
      }),
    );
  });

  it('CancelRequest', () => {
    fc.assert(
      fc.property(int32, int32, (processId, secretKey) => {
        const decoded = decodeOpening(encodeCancelRequest({ processId, secretKey }));
        expect(decoded).toEqual({ kind: 'cancelRequest', processId, secretKey });
      }),
    );
  });

  it('SSLRequest and GSSENCRequest', () => {
    expect(encodeSslRequest().toString('hex')).toBe('0000000804d2162f');
    expect(decodeOpening(encodeSslRequest())).toEqual({ kind: 'sslRequest' });
    expect(encodeGssEncryptionRequest().toString('hex')).toBe('0000000804d21630');
    expect(decodeOpening(encodeGssEncryptionRequest())).toEqual({ kind: 'gssEncryptionRequest' });
  });
});

describe('client messages come back as they were sent', () => {
  it('Query, Parse, PasswordMessage, Terminate', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.uint8Array({ maxLength: 20 }), text, (sql, label, types, password) => {
        expect(decodeClientMessage(frameOf(encodeQuery(sql)))).toEqual({ kind: 'query', text: sql });
        const parse = { name: label, text: sql, parameterTypes: Buffer.from(types) };
        expect(decodeParse(encodeParse(parse))).toEqual({ kind: 'parse', ...parse });
        expect(decodeClientMessage(frameOf(encodeParse(parse)))?.kind).toBe('parse');
        expect(decodeClientMessage(frameOf(encodePassword(password)))).toEqual({ kind: 'password', password });
      }),
    );
    expect(decodeClientMessage(frameOf(encodeTerminate()))).toEqual({ kind: 'terminate' });
    expect(decodeClientMessage({ type: 0x42, bytes: Buffer.alloc(5) })).toBeUndefined();
  });
});

describe('server messages come back as they were sent', () => {
  it('Authentication: ok, cleartext, md5, and others by number', () => {
    expect(decodeServerMessage(frameOf(encodeAuthenticationOk()))).toEqual({ kind: 'authenticationOk' });
    expect(decodeServerMessage(frameOf(encodeAuthenticationCleartextPassword()))).toEqual({
      kind: 'authenticationCleartextPassword',
    });
    const salt = Buffer.from([1, 2, 3, 4]);
    expect(decodeServerMessage(frameOf(encodeAuthenticationMd5Password(salt)))).toEqual({
      kind: 'authenticationMd5Password',
      salt,
    });
    const sasl = Buffer.from([0x52, 0, 0, 0, 9, 0, 0, 0, 10, 0]);
    expect(decodeServerMessage(frameOf(sasl))).toEqual({ kind: 'authenticationOther', method: 10 });
  });

  it('ParameterStatus, BackendKeyData, ReadyForQuery', () => {
    fc.assert(
      fc.property(text, text, int32, int32, (key, value, processId, secretKey) => {
        const status = decodeServerMessage(frameOf(encodeParameterStatus(key, value)));
        expect(status).toEqual({ kind: 'parameterStatus', name: key, value });
        const keyData = decodeServerMessage(frameOf(encodeBackendKeyData({ processId, secretKey })));
        expect(keyData).toEqual({ kind: 'backendKeyData', processId, secretKey });
      }),
    );
    for (const status of ['idle', 'inTransaction', 'failed'] as const) {
      expect(decodeServerMessage(frameOf(encodeReadyForQuery(status)))).toEqual({ kind: 'readyForQuery', status });
    }
  });

  it('ErrorResponse and NoticeResponse', () => {
    const error = encodeErrorResponse({
      severity: 'FATAL',
      sqlstate: '28000',
      message: 'no – nein',
      detail: 'd',
      hint: 'h',
    });
    const fields = new Map([
      ['S', 'FATAL'],
      ['V', 'FATAL'],
      ['C', '28000'],
      ['M', 'no – nein'],
      ['D', 'd'],
      ['H', 'h'],
    ]);
    expect(decodeServerMessage(frameOf(error))).toEqual({ kind: 'errorResponse', fields });
    const notice = encodeNoticeResponse([
      ['S', 'NOTICE'],
      ['M', 'hello'],
    ]);
    expect(decodeServerMessage(frameOf(notice))).toMatchObject({ kind: 'noticeResponse' });
  });
});

describe('malformed messages', () => {
  const malformed = expect.objectContaining({ code: 'pgwire.message_malformed' });

  it('of any bytes are refused by a pgwire error or understood, never anything else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 80 }), (type, body) => {
        const any = Buffer.concat([Buffer.of(type, 0, 0, 0, body.length + 4), body]);
        for (const decode of [decodeClientMessage, decodeServerMessage]) {
          try {
            decode(frameOf(any));
          } catch (error) {
            expect(error).toEqual(malformed);
          }
        }
        try {
          decodeOpening(any);
        } catch (error) {
          expect(error).toMatchObject({
            code: expect.stringMatching(/^pgwire\.(message_malformed|version_unsupported)$/),
          });
        }
      }),
    );
  });

  it.each([
    ['a query without its final zero', Buffer.from([0x51, 0, 0, 0, 5, 65])],
    ['a query with more behind its end', Buffer.from([0x51, 0, 0, 0, 7, 65, 0, 66])],
    ['a password that is no UTF-8', Buffer.from([0x70, 0, 0, 0, 7, 0xc0, 0xaf, 0])],
    ['a BackendKeyData of one word', Buffer.from([0x4b, 0, 0, 0, 8, 0, 0, 0, 1])],
    ['a ReadyForQuery with an unknown status', Buffer.from([0x5a, 0, 0, 0, 5, 0x41])],
  ])('%s (pgwire.message_malformed)', (_name, any) => {
    expect(() => decodeClientMessage(frameOf(any)) ?? decodeServerMessage(frameOf(any))).toThrow(malformed);
  });

  it('names the version it does not speak (pgwire.version_unsupported)', () => {
    const version2 = Buffer.from([0, 0, 0, 8, 0, 2, 0, 0]);
    expect(() => decodeOpening(version2)).toThrow(expect.objectContaining({ code: 'pgwire.version_unsupported' }));
  });

  it('cannot be made by a text with a zero byte (pgwire.text_unsendable)', () => {
    const unsendable = expect.objectContaining({ code: 'pgwire.text_unsendable' });
    expect(() => encodePassword('a\0b')).toThrow(unsendable);
    expect(() => encodeStartup([['user', 'a\0options\0']])).toThrow(unsendable);
    expect(() => encodeErrorResponse({ severity: 'ERROR', sqlstate: 'XX000', message: '\0' })).toThrow(unsendable);
  });
});

describe('formatTrace', () => {
  it('names kind and size, and shows neither password nor statement', () => {
    expect(formatTrace('client', frameOf(encodePassword('hunter2')))).toBe('> password 13');
    expect(formatTrace('client', frameOf(encodeQuery(Buffer.from('SELECT 1'))))).toBe('> query 14');
    expect(formatTrace('server', frameOf(encodeReadyForQuery('idle')))).toBe('< readyForQuery 6');
    expect(formatTrace('server', { type: 0x01, bytes: Buffer.alloc(5) })).toBe('< 0x01 5');
  });
});

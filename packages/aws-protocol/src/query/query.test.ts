import { AppError } from '@keyshift/base';
import { parseXml } from '@keyshift/xml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeQuery } from './decode.ts';
import { decodeJson } from './decode-json.ts';
import { formatAnswer, formatFault } from './envelopes.ts';
import { createQueryReader } from './reader.ts';

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('decodeQuery', () => {
  it('reads plus, percent codes and empty values', () => {
    expect([...decodeQuery('A=a+b&B=%C3%A9%2B&C=&D')]).toEqual([
      ['A', 'a b'],
      ['B', 'é+'],
      ['C', ''],
      ['D', ''],
    ]);
  });

  it.each([
    ['a repeated parameter', 'A=1&A=2', 'aws-protocol.parameter_repeated'],
    ['a repetition in disguise', 'A=1&%41=2', 'aws-protocol.parameter_repeated'],
    ['a stray percent sign', 'A=%4', 'aws-protocol.query_malformed'],
    ['bytes that are no UTF-8', 'A=%ff', 'aws-protocol.query_malformed'],
    ['overlong UTF-8', 'A=%c0%af', 'aws-protocol.query_malformed'],
    ['a control character', 'A=%00', 'aws-protocol.query_malformed'],
    ['a lone surrogate', 'A=%ed%a0%80', 'aws-protocol.query_malformed'],
    ['a nameless value', '=1', 'aws-protocol.query_malformed'],
    ['a name that is no name', '__proto__=1', 'aws-protocol.query_malformed'],
    ['too many parameters', Array.from({ length: 2001 }, (_, n) => `a${n}=`).join('&'), 'aws-protocol.query_too_large'],
    ['too many bytes', `A=${'x'.repeat(1_048_576)}`, 'aws-protocol.query_too_large'],
  ])('refuses %s', (_name, text, code) => {
    expect(codeOf(() => decodeQuery(text))).toBe(code);
  });

  it('reads back what a client writes, and fails only by AppError', () => {
    const names = fc.stringMatching(/^[A-Za-z][A-Za-z0-9.]{0,10}$/);
    const values = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !/[^\t\n\r -\ud7ff\ue000-\ufffd]/u.test(text.replace(/[\u{10000}-\u{10ffff}]/gu, '')));
    fc.assert(
      fc.property(fc.dictionary(names, values), (entries) => {
        const text = Object.entries(entries)
          .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
          .join('&');
        expect(Object.fromEntries(decodeQuery(text))).toEqual({ ...entries });
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => typeof codeOf(() => decodeQuery(text)) === 'string'));
  });
});

describe('decodeJson', () => {
  it('reads what a form would say', () => {
    const text = '{"A":"x","B":[{"C":1.5,"D":["y",true]},{"C":2}],"E":[],"F":null,"G":{}}';
    expect([...decodeJson(text)]).toEqual([
      ['A', 'x'],
      ['B.1.C', '1.5'],
      ['B.1.D.1', 'y'],
      ['B.1.D.2', 'true'],
      ['B.2.C', '2'],
      ['E', ''],
    ]);
    expect([...decodeJson('')]).toEqual([]);
  });

  it.each([
    ['no JSON', '{', 'aws-protocol.query_malformed'],
    ['a list', '[1]', 'aws-protocol.query_malformed'],
    ['a text', '"A=1"', 'aws-protocol.query_malformed'],
    ['a name that is no name', '{"__proto__":{"a":1}}', 'aws-protocol.query_malformed'],
    ['a name with a dot', '{"A.1":1}', 'aws-protocol.query_malformed'],
    ['deep nesting', `${'{"a":'.repeat(20)}1${'}'.repeat(20)}`, 'aws-protocol.query_malformed'],
    ['too many fields', JSON.stringify({ A: Array(2_001).fill(1) }), 'aws-protocol.query_too_large'],
  ])('refuses %s', (_name, text, code) => {
    expect(codeOf(() => decodeJson(text))).toBe(code);
  });

  it('fails only by AppError', () => {
    fc.assert(fc.property(fc.json(), (text) => typeof codeOf(() => decodeJson(text)) === 'string'));
  });
});

describe('the reader of parameters', () => {
  const read = (text: string) => createQueryReader(decodeQuery(text));

  it('reads lists by their index, whatever their order, over gaps', () => {
    expect(read('G.member.10=c&G.member.2=b&G.member.1=a').findList('G', 'member')).toEqual(['a', 'b', 'c']);
    expect(
      read('Filter.1.Name=x&Filter.1.Value.1=a&Filter.1.Value.2=b')
        .findStructures('Filter')
        ?.map((item) => [item.find('Name'), item.findList('Value')]),
    ).toEqual([['x', ['a', 'b']]]);
  });

  it('tells an empty list from an absent one', () => {
    expect(read('G=').findList('G', 'member')).toEqual([]);
    expect(read('').findList('G', 'member')).toBeUndefined();
  });

  it('leaves what is no index unread', () => {
    const reader = read('Action=A&G.member.01=a&G.member.x=b&Other=c');
    reader.find('Action');
    expect(reader.findList('G', 'member')).toBeUndefined();
    expect(reader.listUnread()).toEqual(['G.member.01', 'G.member.x', 'Other']);
  });
});

describe('the answers', () => {
  it('escape their content and keep the order of fields', () => {
    const text = formatAnswer({
      protocol: 'query',
      action: 'GetThing',
      namespace: 'urn:x',
      requestId: 'r',
      result: { A: '<&>', Tags: { member: [{ Key: 'k' }, { Key: 'l' }] }, B: undefined, C: new Date(0), D: false },
    });
    expect(text).toContain(
      '<GetThingResult><A>&lt;&amp;&gt;</A><Tags><member><Key>k</Key></member><member><Key>l</Key></member></Tags><C>1970-01-01T00:00:00Z</C><D>false</D></GetThingResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>',
    );
  });

  it('have the envelope of their protocol', () => {
    const common = { namespace: 'urn:x', requestId: 'r', action: 'A', result: undefined };
    expect(formatAnswer({ ...common, protocol: 'query' })).toContain('<AResponse xmlns="urn:x"><ResponseMetadata>');
    expect(formatAnswer({ ...common, protocol: 'ec2' })).toContain('<requestId>r</requestId><return>true</return>');
    const json = { List: [{ A: 'x' }], At: new Date(1_500), Gone: undefined };
    expect(formatAnswer({ ...common, protocol: 'json', result: json })).toBe('{"List":[{"A":"x"}],"At":1.5}');
    expect(formatAnswer({ ...common, protocol: 'json' })).toBe('{}');
    const fault = { namespace: 'urn:x', requestId: 'r', code: 'C', message: 'a\u0000<b', status: 400 };
    expect(formatFault({ ...fault, protocol: 'query' })).toContain(
      '<Error><Type>Sender</Type><Code>C</Code><Message>a?&lt;b</Message></Error><RequestId>r</RequestId>',
    );
    expect(formatFault({ ...fault, protocol: 'query', status: 500 })).toContain('<Type>Receiver</Type>');
    expect(formatFault({ ...fault, protocol: 'json' })).toBe('{"__type":"C","message":"a?<b"}');
    expect(formatFault({ ...fault, protocol: 'ec2' })).toContain(
      '<Response><Errors><Error><Code>C</Code><Message>a?&lt;b</Message></Error></Errors><RequestID>r</RequestID></Response>',
    );
  });

  it('are XML whatever a message holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (message) => {
        const text = formatFault({
          protocol: 'query',
          namespace: 'urn:x',
          requestId: 'r',
          code: 'C',
          status: 400,
          message,
        });
        expect(parseXml(text).localName).toBe('ErrorResponse');
      }),
    );
  });
});

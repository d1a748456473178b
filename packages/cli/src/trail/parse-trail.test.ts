import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseTrail } from './parse-trail.ts';

const record = (change: object = {}) => ({
  eventVersion: '1.08',
  userIdentity: { type: 'SAMLUser', principalId: 'x:alice', userName: 'alice', identityProvider: 'x' },
  eventTime: '2026-11-26T10:00:00Z',
  eventSource: 'sts.amazonaws.com',
  eventName: 'AssumeRoleWithSAML',
  sourceIPAddress: '203.0.113.9',
  requestParameters: { sAMLAssertionID: '_a', roleArn: 'role', principalArn: 'provider', durationSeconds: 900 },
  eventID: 'e-1',
  ...change,
});
const other = { eventName: 'ConsoleLogin', eventTime: '2026-11-26T10:00:00Z' };
const refused = record({ errorCode: 'InvalidIdentityToken', requestParameters: null });
const USE = {
  ...{ assertionId: '_a', providerArn: 'provider', roleArn: 'role', subject: 'alice', address: '203.0.113.9' },
  at: '2026-11-26T10:00:00.000Z',
};
const parse = (text: string | Uint8Array) => parseTrail('trail.json', Buffer.from(text as string));
const lookUp = (...records: object[]) => ({
  Events: records.map((one) => ({ EventName: 'x', CloudTrailEvent: JSON.stringify(one) })),
});
const lines = (...values: object[]) => values.map((one) => JSON.stringify(one)).join('\n');

describe('parseTrail', () => {
  it.each<[string, string | Uint8Array]>([
    ['a log file', JSON.stringify({ Records: [record(), other, refused] })],
    ['a compressed log file', gzipSync(JSON.stringify({ Records: [record(), other, refused] }))],
    ['what lookup-events prints', JSON.stringify(lookUp(record(), other, refused), null, 4)],
    ['records line by line', `${lines(record(), other, refused)}\n\n`],
    ['records line by line from Windows', `\u{feff}${lines(record(), other, refused).replaceAll('\n', '\r\n')}`],
    ['a list of records', JSON.stringify([record(), other, refused])],
    ['log files after each other', lines({ Records: [record()] }, { Records: [other, refused] })],
  ])('reads %s', (_what, text) => {
    expect(parse(text)).toEqual({ records: 3, refused: 1, uses: [USE] });
  });

  it('reads one record, and one without a subject or address', () => {
    const bare = record({ userIdentity: null, sourceIPAddress: undefined });
    expect(parse(JSON.stringify(bare)).uses).toEqual([{ ...USE, subject: null, address: null }]);
    expect(parse('{"Records":[]}')).toEqual({ records: 0, refused: 0, uses: [] });
  });

  it.each<[string, string | Uint8Array, string]>([
    ['an empty file', ' \n', 'it is empty'],
    ['XML', '<?xml version="1.0"?><a/>', 'it is XML or HTML'],
    ['CSV', 'Event name,Event time\nx,y', 'it is no JSON; it begins with "Event name,Event time"'],
    ['other JSON', '{"Users":[],"IsTruncated":false}', 'it has Users, IsTruncated'],
    ['an empty object', '{}', 'it has nothing'],
    ['a number', '7', 'a number where a record belongs'],
    ['null among records', '[null]', 'a null where a record belongs'],
    ['a file that was cut off', '{"Records":[{"eventName":"x"},', 'line 1 is no JSON'],
    ['a list that was cut off', '[{"eventName":"x"},', 'is cut off or broken'],
    ['a broken line', `${lines(record())}\nnothing`, 'line 2 is no JSON'],
    ['events without records', '{"Events":[{"EventName":"x"}]}', 'CloudTrailEvent is no record'],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe]), 'it is not text in UTF-8'],
    ['a broken compressed file', Buffer.from([0x1f, 0x8b, 0, 1]), 'it is compressed, and broken'],
    ['an accepted exchange without its assertion', lines(record({ requestParameters: {} })), 'record e-1 has no'],
    ['an exchange without its time', lines(record({ eventTime: 'soon' })), 'record e-1 has no'],
  ])('refuses %s and says what it is: cli.trail_unreadable', (_what, text, why) => {
    const refusal = expect.objectContaining({ code: 'cli.trail_unreadable', why: expect.stringContaining(why) });
    expect(() => parse(text)).toThrow(refusal);
  });
});

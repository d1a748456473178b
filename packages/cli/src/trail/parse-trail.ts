// CloudTrail as people have it: a log file (also compressed), the output of `aws cloudtrail lookup-events`, or a record a line.
import { gunzipSync } from 'node:zlib';
import type { AssertionUse } from '@keyshift/web-api';
import { cliErrors } from '../errors.ts';

/** What a trail says about assertions. */
export type AssertionTrail = {
  /** Of all kinds. */
  readonly records: number;
  /** Exchanges that AWS refused: nothing came of them, and anybody can cause them. */
  readonly refused: number;
  readonly uses: readonly AssertionUse[];
};
type Fields = Readonly<Record<string, unknown>>;

const ACTION = 'AssumeRoleWithSAML';
const LARGEST_BYTES = 1_073_741_824;

/** Throws `cli.trail_unreadable`. */
export function parseTrail(file: string, bytes: Uint8Array): AssertionTrail {
  const refuse = (why: string) => cliErrors.trailUnreadable({ file, why });
  const text = toText(bytes, refuse).replace(/^\u{feff}/u, '');
  if (text.trim() === '') throw refuse('it is empty');
  const records = findRecords(text, refuse);
  const exchanges = records.filter((one) => one['eventName'] === ACTION);
  const accepted = exchanges.filter((one) => one['errorCode'] === undefined);
  return {
    records: records.length,
    refused: exchanges.length - accepted.length,
    uses: accepted.map((record) => toUse(record, refuse)),
  };
}

type Refuse = (why: string) => Error;

function toText(bytes: Uint8Array, refuse: Refuse): string {
  const isCompressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    const plain = isCompressed ? gunzipSync(bytes, { maxOutputLength: LARGEST_BYTES }) : bytes;
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    throw refuse(isCompressed ? 'it is compressed, and broken or larger than 1 GiB' : 'it is not text in UTF-8');
  }
}

function findRecords(text: string, refuse: Refuse): readonly Fields[] {
  const whole = parseJson(text);
  if (whole !== undefined) return recordsOf(whole, refuse);
  if (!text.trimStart().startsWith('{')) throw refuse(describe(text));
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const value = parseJson(line);
    if (value === undefined)
      throw refuse(`it is neither one JSON document nor one a line: line ${index + 1} is no JSON`);
    return recordsOf(value, refuse);
  });
}

function recordsOf(value: unknown, refuse: Refuse): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap((one) => recordsOf(one, refuse));
  if (!isFields(value))
    throw refuse(`it is JSON, but a ${value === null ? 'null' : typeof value} where a record belongs`);
  const { Records: records, Events: events } = value;
  if (Array.isArray(records)) return recordsOf(records, refuse);
  if (Array.isArray(events)) return events.map((event) => recordOfEvent(event, refuse));
  if (typeof value['eventName'] === 'string') return [value];
  const names = Object.keys(value).slice(0, 5).join(', ');
  throw refuse(`it is JSON without Records, Events or an eventName: it has ${names === '' ? 'nothing' : names}`);
}

function recordOfEvent(event: unknown, refuse: Refuse): Fields {
  const text = isFields(event) ? event['CloudTrailEvent'] : undefined;
  const record = typeof text === 'string' ? parseJson(text) : undefined;
  if (!isFields(record)) throw refuse('it has an event whose CloudTrailEvent is no record');
  return record;
}

function toUse(record: Fields, refuse: Refuse): AssertionUse {
  const parameters = fieldsOf(record['requestParameters']);
  const assertionId = parameters['sAMLAssertionID'];
  const at = new Date(String(record['eventTime']));
  // AWS writes both into every exchange that it accepted; what cannot be judged must not look as if it were well.
  if (typeof assertionId !== 'string' || Number.isNaN(at.getTime())) {
    throw refuse(`its ${ACTION} record ${String(record['eventID'])} has no sAMLAssertionID or eventTime`);
  }
  const subject = fieldsOf(record['userIdentity'])['userName'];
  const address = record['sourceIPAddress'];
  return {
    assertionId,
    providerArn: String(parameters['principalArn']),
    roleArn: String(parameters['roleArn']),
    subject: typeof subject === 'string' ? subject : null,
    at: at.toISOString(),
    address: typeof address === 'string' ? address : null,
  };
}

function describe(text: string): string {
  const start = text.trimStart();
  if (start.startsWith('<')) return 'it is XML or HTML';
  if (start.startsWith('[')) return 'it begins as a JSON list and is cut off or broken';
  const [line = ''] = start.split('\n');
  return `it is no JSON; it begins with "${line.slice(0, 40).trimEnd()}"`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

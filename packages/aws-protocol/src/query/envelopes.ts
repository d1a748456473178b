// The envelopes of the Query, EC2 and JSON 1.1 protocols, for answers and for errors.
import { type JsonValue, toJson } from './to-json.ts';
import { writeXml, type XmlFields } from './write-xml.ts';

export type WireProtocol = 'query' | 'ec2' | 'json';

export const CONTENT_TYPES: Readonly<Record<WireProtocol, string>> = {
  query: 'text/xml; charset=utf-8',
  ec2: 'text/xml; charset=utf-8',
  json: 'application/x-amz-json-1.1',
};

export type AnswerInput = {
  readonly protocol: WireProtocol;
  readonly action: string;
  readonly namespace: string;
  readonly requestId: string;
  /** Undefined for actions that give nothing back. */
  readonly result: XmlFields | undefined;
};

/** The XML or JSON document of a successful answer. */
export function formatAnswer(input: AnswerInput): string {
  const { action, namespace, requestId, result } = input;
  if (input.protocol === 'json') return JSON.stringify(toJson(result ?? {}));
  if (input.protocol === 'ec2') {
    return document(`${action}Response`, namespace, { requestId, ...(result ?? { return: true }) });
  }
  const content: XmlFields = result === undefined ? {} : { [`${action}Result`]: result };
  return document(`${action}Response`, namespace, { ...content, ResponseMetadata: { RequestId: requestId } });
}

export type FaultAnswerInput = {
  readonly protocol: WireProtocol;
  readonly namespace: string;
  readonly requestId: string;
  readonly code: string;
  readonly message: string;
  readonly status: number;
};

/** The XML or JSON document of a refusal. */
export function formatFault(input: FaultAnswerInput): string {
  const { code, requestId } = input;
  const message = input.message.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd]/g, '?');
  if (input.protocol === 'json') return JSON.stringify({ __type: code, message } satisfies JsonValue);
  if (input.protocol === 'ec2') {
    const body = writeXml({ Errors: { Error: { Code: code, Message: message } }, RequestID: requestId });
    return `${DECLARATION}<Response>${body}</Response>`;
  }
  const type = input.status < 500 ? 'Sender' : 'Receiver';
  return document('ErrorResponse', input.namespace, {
    Error: { Type: type, Code: code, Message: message },
    RequestId: requestId,
  });
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

function document(root: string, namespace: string, fields: XmlFields): string {
  return `${DECLARATION}<${root} xmlns="${namespace}">${writeXml(fields)}</${root}>`;
}

// The envelopes of the Query and EC2 protocols, for answers and for errors.
import { writeXml, type XmlFields } from './write-xml.ts';

export type WireProtocol = 'query' | 'ec2';

export type AnswerInput = {
  readonly protocol: WireProtocol;
  readonly action: string;
  readonly namespace: string;
  readonly requestId: string;
  /** Undefined for actions that give nothing back. */
  readonly result: XmlFields | undefined;
};

/** The XML document of a successful answer. */
export function formatAnswer(input: AnswerInput): string {
  const { action, namespace, requestId, result } = input;
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

/** The XML document of a refusal. */
export function formatFault(input: FaultAnswerInput): string {
  const { code, requestId } = input;
  const message = input.message.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd]/g, '?');
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

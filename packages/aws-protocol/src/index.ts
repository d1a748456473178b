// SigV4 verification, Query and EC2 codecs, error envelopes, ARNs.
export { type Arn, findArn, formatArn, parseArn } from './arn.ts';
export { type AwsProtocolErrorCode, awsProtocolErrors } from './errors.ts';
export { AwsFault, type AwsFaultInput } from './fault.ts';
export { decodeQuery, type QueryParameters } from './query/decode.ts';
export { decodeJson } from './query/decode-json.ts';
export {
  type AnswerInput,
  CONTENT_TYPES,
  type FaultAnswerInput,
  formatAnswer,
  formatFault,
  type WireProtocol,
} from './query/envelopes.ts';
export { createQueryReader, type QueryReader } from './query/reader.ts';
export { formatTimestamp, type XmlContent, type XmlFields } from './query/write-xml.ts';
export { findSignature, type SignatureFinding } from './signature/parse.ts';
export { type CredentialScope, findHeader, type RequestSignature, type SignedRequest } from './signature/request.ts';
export { type SignatureVerdict, type VerifyInput, verifySignature } from './signature/verify.ts';
export { isUniqueId, newUniqueId, type UniqueIdPrefix } from './unique-id.ts';

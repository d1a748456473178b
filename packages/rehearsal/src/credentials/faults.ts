// How AWS refuses a signature: EC2 and the JSON services have codes of their own, the others share theirs.
import { AwsFault } from '@keyshift/aws-protocol';
import type { Service } from '../action/action.ts';

const INVALID_TOKEN = 'The security token included in the request is invalid.';
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const EC2_FAILURE = 'AWS was not able to validate the provided access credentials';

export type SignatureFaults = {
  unknownKey(): AwsFault;
  mismatch(): AwsFault;
  clock(detail: string): AwsFault;
  sessionExpired(): AwsFault;
  region(expected: string): AwsFault;
  unsigned(): AwsFault;
  malformed(reason: string): AwsFault;
};

export function signatureFaults(service: Pick<Service, 'name'>): SignatureFaults {
  if (service.name === 'cloudtrail') return jsonFaults();
  return service.name === 'ec2' ? ec2Faults() : queryFaults();
}

function queryFaults(): SignatureFaults {
  return {
    unknownKey: () => fault('InvalidClientTokenId', 403, INVALID_TOKEN),
    mismatch: () => fault('SignatureDoesNotMatch', 403, MISMATCH),
    clock: (detail) => fault('SignatureDoesNotMatch', 403, detail),
    sessionExpired: () => fault('ExpiredToken', 403, 'The security token included in the request is expired'),
    region: (expected) =>
      fault(
        'SignatureDoesNotMatch',
        403,
        `Credential should be scoped to a valid region, not to one other than ${expected}.`,
      ),
    unsigned: () => fault('MissingAuthenticationToken', 403, 'Request is missing Authentication Token'),
    malformed: (reason) => fault('IncompleteSignature', 400, reason),
  };
}

function jsonFaults(): SignatureFaults {
  const common = queryFaults();
  const named = (code: string, { message }: AwsFault) => fault(code, 400, message);
  return {
    unknownKey: () => named('UnrecognizedClientException', common.unknownKey()),
    mismatch: () => named('InvalidSignatureException', common.mismatch()),
    clock: (detail) => named('InvalidSignatureException', common.clock(detail)),
    sessionExpired: () => named('ExpiredTokenException', common.sessionExpired()),
    region: (expected) => named('InvalidSignatureException', common.region(expected)),
    unsigned: () => named('MissingAuthenticationTokenException', common.unsigned()),
    malformed: (reason) => named('IncompleteSignatureException', common.malformed(reason)),
  };
}

function ec2Faults(): SignatureFaults {
  const failure = () => fault('AuthFailure', 401, EC2_FAILURE);
  return {
    unknownKey: failure,
    mismatch: failure,
    clock: () => fault('RequestExpired', 400, 'Request has expired.'),
    sessionExpired: () => fault('RequestExpired', 400, 'Request has expired.'),
    region: failure,
    unsigned: failure,
    malformed: failure,
  };
}

function fault(code: string, status: number, message: string): AwsFault {
  return new AwsFault({ code, status, message });
}

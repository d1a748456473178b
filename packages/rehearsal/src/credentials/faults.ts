// How AWS refuses a signature: EC2 has its own codes, the other services share theirs.
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

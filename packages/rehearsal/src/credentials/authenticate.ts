// Finds out who signed a request: SigV4 with the root's key, or with temporary credentials and their token.
import { type RequestSignature, type SignedRequest, verifySignature } from '@keyshift/aws-protocol';
import { Secret } from '@keyshift/base';
import type { ActionDeps, Service } from '../action/action.ts';
import type { Caller } from '../action/caller.ts';
import type { RootCredentials } from '../contract.ts';
import { signatureFaults } from './faults.ts';
import { openSession, type Session } from './session.ts';

const SKEW_SECONDS = 900;
// Global services are signed for whatever region a client has; some sign IAM with their own region.
const GLOBAL = ['iam', 'sts'];

export type AuthenticateInput = {
  readonly request: SignedRequest;
  readonly signature: RequestSignature;
  readonly service: Service;
  readonly root: RootCredentials;
};

export async function authenticate(deps: ActionDeps, input: AuthenticateInput): Promise<Caller> {
  const { signature, service, root } = input;
  const faults = signatureFaults(service);
  if (!GLOBAL.includes(service.name) && signature.scope.region !== deps.region) throw faults.region(deps.region);
  if (signature.sessionToken !== undefined) return authenticateSession(deps, input, signature.sessionToken);
  if (signature.scope.accessKeyId !== root.accessKeyId) {
    // As much work as for a known key, so that time does not tell them apart.
    verify(deps, input, new Secret('unknown'));
    throw faults.unknownKey();
  }
  checkVerdict(deps, input, root.secretAccessKey);
  return { kind: 'root', arn: `arn:aws:iam::${deps.accountId}:root`, userId: deps.accountId };
}

async function authenticateSession(deps: ActionDeps, input: AuthenticateInput, token: string): Promise<Caller> {
  const faults = signatureFaults(input.service);
  const session = openSession(token, deps.sealer);
  if (session === undefined || session.accessKeyId !== input.signature.scope.accessKeyId) {
    verify(deps, input, new Secret('unknown'));
    throw faults.unknownKey();
  }
  checkVerdict(deps, input, new Secret(session.secretAccessKey));
  if (session.expiresAtMs <= deps.now().getTime()) throw faults.sessionExpired();
  const caller = await findCaller(deps, session);
  if (caller === undefined) throw faults.unknownKey();
  return caller;
}

// A role that was deleted, or made again under another id, honours no older session.
async function findCaller(deps: ActionDeps, session: Session): Promise<Caller | undefined> {
  const role = await deps.store.find('role', session.roleName.toLowerCase());
  if (role === undefined || role.id !== session.roleId) return undefined;
  const arn = `arn:aws:sts::${deps.accountId}:assumed-role/${role.name}/${session.sessionName}`;
  return { kind: 'session', arn, userId: `${role.id}:${session.sessionName}`, role, session };
}

function verify(deps: ActionDeps, { request, signature }: AuthenticateInput, secretAccessKey: Secret) {
  return verifySignature({ request, signature, secretAccessKey, now: deps.now(), skewSeconds: SKEW_SECONDS });
}

function checkVerdict(deps: ActionDeps, input: AuthenticateInput, secret: Secret): void {
  const verdict = verify(deps, input, secret);
  if (verdict.ok) return;
  const faults = signatureFaults(input.service);
  throw verdict.failure === 'mismatch' ? faults.mismatch() : faults.clock(verdict.detail);
}

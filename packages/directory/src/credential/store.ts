// Passwords beyond the check at sign-in: policy, a person's own change, links to set one.
import type { Secret } from '@keyshift/base';
import type { StoreDeps } from '../deps.ts';
import { readSettings } from '../settings/store.ts';
import { claimAttempt, LINK_LIMITS, subjectOfLinks } from './attempts.ts';
import { changePassword, checkCurrent } from './change-password.ts';
import { rememberDevice } from './known-device.ts';
import { ADDRESS_LIMITS, subjectOfAddress } from './network.ts';
import { findToken, type IssuedToken, issueToken, redeemToken, type TokenOwner } from './one-time-token.ts';
import { describePolicy } from './password-rules.ts';
import { prepareHash } from './set-password.ts';

export type Credentials = {
  /** Whether one more link may be mailed to the person for somebody at the address, who need not be that person. */
  claimLink(o: { personId: string; address: string }): Promise<boolean>;
  /** After a sign-in: what the browser has to hold, so that a lock by strangers does not keep its person out. */
  rememberDevice(personId: string, device: Secret | undefined): Promise<{ device: Secret; days: number }>;
  /** What a new password must be, one sentence for each rule. */
  describePolicy(): Promise<string[]>;
  /** Throws `directory.invalid` with everything that is wrong, `directory.not_found`, `directory.busy`. */
  checkPassword(personId: string, password: Secret): Promise<void>;
  /** Throws `directory.password_wrong`, `directory.too_many_tries`. */
  checkCurrent(personId: string, current: Secret): Promise<void>;
  /** Throws `directory.password_wrong`, `directory.too_many_tries`, `directory.invalid`, `directory.busy`. */
  changePassword(personId: string, o: { current: Secret; next: Secret }): Promise<void>;
  /** A one-time token to set a password, for 30 minutes; ends the one before. Throws `directory.not_found`. */
  issueToken(personId: string, actor: string): Promise<IssuedToken>;
  /** Throws `directory.token_invalid`. */
  findToken(token: Secret): Promise<TokenOwner>;
  /** The caller ends all sessions of that person. Throws `directory.token_invalid`, `directory.invalid`, `directory.busy`. */
  redeemToken(token: Secret, password: Secret): Promise<{ personId: string }>;
};

export function createCredentials(deps: StoreDeps): Credentials {
  return {
    async claimLink({ personId, address }) {
      const now = deps.now();
      const asker = `link:${subjectOfAddress(address)}`;
      return (
        (await claimAttempt(deps.database, { subject: asker, limits: ADDRESS_LIMITS, now })) &&
        (await claimAttempt(deps.database, { subject: subjectOfLinks(personId), limits: LINK_LIMITS, now }))
      );
    },
    rememberDevice: (personId, device) => rememberDevice(deps, { personId, device }),
    describePolicy: async () => describePolicy((await readSettings(deps.database)).password),
    async checkPassword(personId, password) {
      await prepareHash(deps, { personId, password });
    },
    checkCurrent: (personId, current) => checkCurrent(deps, personId, current),
    changePassword: (personId, o) => changePassword(deps, { ...o, personId }),
    issueToken: (personId, actor) => issueToken(deps, { personId, actor }),
    findToken: (token) => findToken(deps, token),
    redeemToken: (token, password) => redeemToken(deps, { token, password }),
  };
}

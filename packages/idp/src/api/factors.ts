// Second factors: a person sets up, lists and removes their own.
import type { AddedFactor } from '@keyshift/directory';
import type { selfEndpoints } from '@keyshift/web-api';
import { renderSVG } from 'uqr';
import type { HandlersOf } from './handler.ts';

type FactorRoutes = Extract<
  keyof typeof selfEndpoints,
  `${string}Factor${string}` | `${string}Totp` | `${string}Passkey`
>;

/** Recovery codes are shown once, to the person they belong to. */
function reveal({ factor, recoveryCodes }: AddedFactor) {
  return { factor, recoveryCodes: recoveryCodes?.map((code) => code.reveal()) ?? null };
}

export const factorHandlers: HandlersOf<FactorRoutes | 'renewRecoveryCodes'> = {
  async listMyFactors({ site, caller }) {
    return { items: await site.directory.factors.list(caller.personId) };
  },
  async startTotp({ site, caller }) {
    const { organisation } = await site.directory.settings.get();
    const enrolment = await site.directory.factors.startTotp(caller.personId, { issuer: organisation });
    const uri = enrolment.uri.reveal();
    const { enrolmentId, secret } = enrolment;
    return { enrolmentId, secret: secret.reveal(), uri, qrSvg: renderSVG(uri, { border: 2 }) };
  },
  confirmTotp: async ({ site, caller, body }) =>
    reveal(await site.directory.factors.confirmTotp(caller.personId, body)),
  async startPasskey({ site, caller }) {
    const { challengeId, options } = await site.passkeys.startRegistration(
      await site.directory.people.get(caller.personId),
    );
    return { challengeId, options: { ...options } };
  },
  async addPasskey({ site, caller, body }) {
    const person = await site.directory.people.get(caller.personId);
    return reveal(await site.passkeys.register({ person, ...body }));
  },
  async removeMyFactor({ site, caller, params }) {
    await site.directory.factors.remove(caller.personId, params.factorId, caller.actor);
    return { ok: true };
  },
  async renewRecoveryCodes({ site, caller }) {
    const codes = await site.directory.factors.renewRecoveryCodes(caller.personId, caller.actor);
    return { recoveryCodes: codes.map((code) => code.reveal()) };
  },
};

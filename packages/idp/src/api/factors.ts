// Second factors: a person sets up, lists and removes their own.
import type { selfEndpoints } from '@keyshift/web-api';
import { renderSVG } from 'uqr';
import type { HandlersOf } from './handler.ts';

type FactorRoutes = Extract<
  keyof typeof selfEndpoints,
  `${string}Factor${string}` | `${string}Totp` | `${string}Passkey`
>;

export const factorHandlers: HandlersOf<FactorRoutes | 'renewRecoveryCodes'> = {
  async listMyFactors({ site, caller }) {
    return { items: await site.directory.factors.list(caller.personId) };
  },
  async startTotp({ site, caller }) {
    const person = await site.directory.people.get(caller.personId);
    const { organisation } = await site.directory.settings.get();
    const enrolment = await site.directory.factors.startTotp({
      personId: person.id,
      username: person.username,
      issuer: organisation,
    });
    const { enrolmentId, secret, uri } = enrolment;
    return { enrolmentId, secret: secret.reveal(), uri, qrSvg: renderSVG(uri, { border: 2 }) };
  },
  confirmTotp: ({ site, caller, body }) =>
    site.directory.factors.confirmTotp({ ...body, personId: caller.personId, actor: caller.actor }),
  async startPasskey({ site, caller }) {
    const { challengeId, options } = await site.passkeys.startRegistration(
      await site.directory.people.get(caller.personId),
    );
    return { challengeId, options: { ...options } };
  },
  async addPasskey({ site, caller, body }) {
    const person = await site.directory.people.get(caller.personId);
    return site.passkeys.register({ person, ...body });
  },
  async removeMyFactor({ site, caller, params }) {
    await site.directory.factors.remove({ personId: caller.personId, factorId: params.factorId, actor: caller.actor });
    return { ok: true };
  },
  async renewRecoveryCodes({ site, caller }) {
    const codes = await site.directory.factors.renewRecoveryCodes({ personId: caller.personId, actor: caller.actor });
    return { recoveryCodes: codes };
  },
};

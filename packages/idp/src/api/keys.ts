// The keys and certificates of an application.
import { Secret } from '@keyshift/base';
import type { KeyTransition } from '@keyshift/directory';
import { idpErrors } from '../errors.ts';
import type { HandlersOf } from './handler.ts';

const TRANSITIONS: readonly KeyTransition[] = ['publish', 'activate', 'retire', 'delete'];

export const keyHandlers: HandlersOf<'listKeys' | 'generateKey' | 'uploadKey' | 'moveKey' | 'getCertificate'> = {
  listKeys: async ({ site, params }) => ({ items: await site.directory.keys.list(params.id) }),
  generateKey: ({ site, caller, params, body }) => site.directory.keys.generate(params.id, body, caller.actor),
  uploadKey: ({ site, caller, params, body }) =>
    site.directory.keys.upload(
      params.id,
      { certificatePem: body.certificatePem, privateKeyPem: new Secret(body.privateKeyPem) },
      caller.actor,
    ),
  async moveKey({ site, caller, params }) {
    const transition = TRANSITIONS.find((one) => one === params.transition);
    if (transition === undefined) throw idpErrors.transitionUnknown({ transition: params.transition });
    const { keyId } = params;
    return { items: await site.directory.keys.move(params.id, { keyId, transition }, caller.actor) };
  },
  async getCertificate({ site, params }) {
    const { name } = await site.directory.applications.get(params.id);
    const key = (await site.directory.keys.list(params.id)).find((one) => one.id === params.keyId);
    if (key === undefined) throw idpErrors.certificateUnknown();
    return { fileName: `Keyshift-${name}.pem`, content: key.certificatePem };
  },
};

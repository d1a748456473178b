// The only script of the passkey page: WebAuthn options in, the browser's answer out by an ordinary form.

/** Served as an asset; the page works as far as a password sign-in without it. */
export const PASSKEY_SCRIPT = `'use strict';
const form = document.querySelector('form[data-passkey]');
const problem = form.querySelector('[data-problem]');
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
const options = JSON.parse(form.dataset.passkey);
const publicKey = {
  ...options,
  challenge: toBytes(options.challenge),
  allowCredentials: (options.allowCredentials ?? []).map((one) => ({ ...one, id: toBytes(one.id) })),
};
async function ask() {
  problem.hidden = true;
  try {
    const credential = await navigator.credentials.get({ publicKey });
    const { authenticatorData, clientDataJSON, signature, userHandle } = credential.response;
    form.elements.response.value = JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      clientExtensionResults: credential.getClientExtensionResults(),
      authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
      response: {
        authenticatorData: toText(authenticatorData),
        clientDataJSON: toText(clientDataJSON),
        signature: toText(signature),
        userHandle: userHandle ? toText(userHandle) : undefined,
      },
    });
    form.submit();
  } catch (error) {
    problem.textContent = error.name === 'NotAllowedError'
      ? 'No passkey was used: the dialog was closed or took too long.'
      : 'This browser could not use a passkey here (' + error.name + ').';
    problem.hidden = false;
  }
}
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void ask();
});
if (form.dataset.failed === undefined) void ask();
`;

// Refusals to encrypt.
import { AppError } from '@keyshift/base';

export const encryptionErrors = {
  encryptionKeyUnsupported: (): AppError<'saml.encryption_key_unsupported'> =>
    new AppError({
      code: 'saml.encryption_key_unsupported',
      what: 'the assertion was not encrypted',
      why: "the service provider's key is not RSA of 2048 bits or more",
      fix: 'register a certificate for encryption with an RSA key, or turn encryption off for this application',
    }),
};

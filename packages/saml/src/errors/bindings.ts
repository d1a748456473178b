// Refusals of what carries a message: base64, DEFLATE, size, encoding.
import { AppError } from '@keyshift/base';

const REQUEST = 'the SAML request was refused';

export const bindingErrors = {
  base64Invalid: (): AppError<'saml.base64_invalid'> =>
    new AppError({
      code: 'saml.base64_invalid',
      what: 'the SAML message was refused',
      why: 'it is not base64',
      fix: 'send the message as the SAML binding encodes it, complete and unchanged',
    }),
  messageTooLarge: (p: { limit: number }): AppError<'saml.message_too_large'> =>
    new AppError({
      code: 'saml.message_too_large',
      what: 'the SAML message was refused',
      why: `it is larger than ${p.limit}`,
      fix: 'send fewer groups or roles',
    }),
  deflateInvalid: (): AppError<'saml.deflate_invalid'> =>
    new AppError({
      code: 'saml.deflate_invalid',
      what: REQUEST,
      why: 'it is not one complete DEFLATE stream',
      fix: 'compress the request once with raw DEFLATE, as the HTTP-Redirect binding asks',
    }),
  notUtf8: (): AppError<'saml.not_utf8'> =>
    new AppError({
      code: 'saml.not_utf8',
      what: 'the SAML message was refused',
      why: 'its bytes are not UTF-8',
      fix: 'send the message as UTF-8',
    }),
  queryInvalid: (p: { reason: string }): AppError<'saml.query_invalid'> =>
    new AppError({
      code: 'saml.query_invalid',
      what: 'the SAML message was refused',
      why: `its query cannot be read in one way only: ${p.reason}`,
      fix: 'send SAMLRequest or SAMLResponse, then RelayState, SigAlg and Signature, each once, as the HTTP-Redirect binding asks',
    }),
};

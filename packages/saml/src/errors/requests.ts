// Refusals of requests.
import { AppError } from '@keyshift/base';

const REQUEST = 'the SAML request was refused';

export const requestErrors = {
  notARequest: (): AppError<'saml.not_a_request'> =>
    new AppError({
      code: 'saml.not_a_request',
      what: REQUEST,
      why: 'its root element is not a SAML 2.0 AuthnRequest',
      fix: 'send the SAMLRequest of the application',
    }),
};

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
  notALogoutRequest: (): AppError<'saml.not_a_logout_request'> =>
    new AppError({
      code: 'saml.not_a_logout_request',
      what: REQUEST,
      why: 'its root element is not a SAML 2.0 LogoutRequest',
      fix: 'send the SAMLRequest of the single logout service',
    }),
  notALogoutResponse: (): AppError<'saml.not_a_logout_response'> =>
    new AppError({
      code: 'saml.not_a_logout_response',
      what: 'the SAML response was refused',
      why: 'its root element is not a SAML 2.0 LogoutResponse',
      fix: 'send the SAMLResponse of the single logout service',
    }),
  messageUnknown: (): AppError<'saml.message_unknown'> =>
    new AppError({
      code: 'saml.message_unknown',
      what: 'the SAML message was refused',
      why: 'its root element is not an AuthnRequest, LogoutRequest or LogoutResponse of SAML 2.0',
      fix: 'send a message that this address is for',
    }),
  subjectUnsupported: (): AppError<'saml.subject_unsupported'> =>
    new AppError({
      code: 'saml.subject_unsupported',
      what: REQUEST,
      why: 'it asks for one certain person',
      fix: 'send the request without Subject; whoever signs in is answered for',
    }),
  nameIdUnsupported: (): AppError<'saml.name_id_unsupported'> =>
    new AppError({
      code: 'saml.name_id_unsupported',
      what: REQUEST,
      why: 'it names the person by an encrypted or extended identifier',
      fix: 'turn encryption of name identifiers off at the service provider; it sends NameID then',
    }),
};

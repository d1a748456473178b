// What the identity provider refuses, by area, and the HTTP status of each refusal.
import { apiErrors } from './errors/api.ts';
import { awsErrors } from './errors/aws.ts';
import { loginErrors } from './errors/login.ts';
import { logoutErrors } from './errors/logout.ts';
import { signOnErrors } from './errors/sign-on.ts';

type Errors = typeof signOnErrors & typeof loginErrors & typeof logoutErrors & typeof apiErrors & typeof awsErrors;
export const idpErrors: Errors = { ...signOnErrors, ...loginErrors, ...logoutErrors, ...apiErrors, ...awsErrors };

export type IdpErrorCode = ReturnType<Errors[keyof Errors]>['code'];

/** The HTTP status of each refusal; 400 for what is not listed. */
export const ERROR_STATUS: Readonly<Record<string, number>> = {
  'idp.application_unknown': 404,
  'idp.application_inactive': 403,
  'idp.idp_initiated_refused': 403,
  'idp.sign_in_required': 401,
  'idp.person_not_active': 403,
  'idp.not_entitled': 403,
  'idp.passive_refused': 403,
  'idp.setup_incomplete': 409,
  'idp.attribute_invalid': 409,
  'idp.name_id_missing': 409,
  'idp.request_signature_required': 403,
  'idp.request_certificate_missing': 403,
  'idp.name_id_policy_refused': 400,
  'idp.authn_context_unmet': 403,
  'idp.proof_insufficient': 403,
  'idp.response_too_large': 409,
  'idp.resume_expired': 410,
  'idp.key_refused': 401,
  'idp.not_permitted': 403,
  'idp.second_factor_required': 403,
  'idp.reauthentication_required': 403,
  'idp.reauthentication_failed': 403,
  'idp.input_invalid': 400,
  'idp.version_missing': 428,
  'idp.half_login_expired': 410,
  'idp.passkey_refused': 401,
  'idp.link_expired': 410,
  'idp.mail_not_configured': 409,
  'idp.mail_failed': 502,
  'idp.fetch_refused': 422,
  'idp.certificate_unknown': 404,
  'idp.transition_unknown': 404,
  'idp.aws_absent': 404,
  'idp.aws_unreachable': 502,
  'idp.aws_refused': 409,
  'idp.saml_provider_unknown': 404,
  'idp.logout_unverified': 403,
  'idp.logout_refused': 403,
  'directory.changed_meanwhile': 412,
  'directory.taken': 409,
  'directory.last_owner': 409,
  'idp.https_required': 403,
  'directory.not_found': 404,
  'directory.busy': 503,
  'directory.key_unreadable': 500,
  'directory.key_transition_refused': 409,
};

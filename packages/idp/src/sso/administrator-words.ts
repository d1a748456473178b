// The same refusals in words for whoever can correct them: the cause with what was expected and what came, and the fix.
import type { AppError, ErrorText } from '@keyshift/base';
import type { SsoContext } from './context.ts';

type Subject = { readonly who: string; readonly label: string; readonly c: SsoContext; readonly refusal: AppError };
type Cause = Pick<ErrorText, 'why' | 'fix'>;

const SHORT = 200;
const quote = (text: string | undefined): string => (text === undefined ? 'none' : `"${text.slice(0, SHORT)}"`);
const list = (texts: readonly string[]): string => (texts.length === 0 ? 'none' : texts.slice(0, 10).join(', '));
const detail = ({ refusal }: Subject, name: string): string => String(refusal.details[name] ?? '').slice(0, SHORT);
const ssoTab = (label: string): string => `${label}, tab SSO`;

const CAUSES: Readonly<Record<string, (p: Subject) => Cause>> = {
  // Of an address that nothing has, there is no trace.
  'idp.application_unknown': ({ label }) => ({
    why: `${label} is a bookmark, which has no single sign-on`,
    fix: 'open it by its own address, or add a SAML application in its place',
  }),
  'idp.application_inactive': ({ label }) => ({
    why: `single sign-on of ${label} is deactivated`,
    fix: `activate it at ${label}, Actions, if people should get in`,
  }),
  'idp.idp_initiated_refused': ({ label }) => ({
    why: `${label} is set to take only sign-ins that begin on its own site`,
    fix: `let the person begin there, turn on "IdP-initiated" at ${ssoTab(label)}, or record its login URL so that its tile leads there`,
  }),
  'idp.relay_state_too_long': ({ c }) => ({
    why: `the RelayState has ${c.relayState?.length ?? 0} characters, and 1024 are carried at most`,
    fix: 'let the application keep its state on its own side and send a reference to it',
  }),
  'idp.request_signature_required': ({ label }) => ({
    why: 'signed requests are required, and this one had no signature over all that it carries',
    fix: `let the application sign its AuthnRequests, or turn "Require signed requests" off at ${ssoTab(label)}`,
  }),
  'idp.request_certificate_missing': ({ label }) => ({
    why: 'the request is signed, and no certificate is registered to verify it with',
    fix: `upload the application’s metadata, or paste its signing certificate, at ${ssoTab(label)}`,
  }),
  'saml.signature_invalid': ({ c, label }) => ({
    why: `the request’s signature was made by none of the ${c.application?.requestCertificates.length ?? 0} registered certificates, or it was changed on the way`,
    fix: `if the application has a new key, upload its metadata again at ${ssoTab(label)}; if not, somebody else made this request`,
  }),
  'idp.issuer_unknown': ({ c, label }) => ({
    why: `the request comes from ${quote(c.request?.issuer)}, and ${quote(c.application?.audience)} is registered as SP entity ID (audience)`,
    fix: `make the two equal, letter by letter: correct the audience at ${ssoTab(label)}, or the entity ID in the application`,
  }),
  'idp.destination_wrong': ({ c }) => ({
    why: `the request was made for ${quote(c.request?.destination)}, and came to ${quote(c.ssoUrl)}`,
    fix: 'give the application this SSO URL, or let it read the metadata again',
  }),
  'idp.request_expired': ({ c }) => ({
    why: `the request is from ${c.request?.issueInstant.toISOString()}, and came at ${c.receivedAt.toISOString()}; five minutes are allowed, one into the future`,
    fix: 'set the clocks of both servers by NTP; if they are right, the person had left the page open',
  }),
  'idp.binding_unsupported': ({ c }) => ({
    why: `the application wants its answer by ${quote(c.request?.protocolBinding)}, and only HTTP-POST is spoken`,
    fix: 'set the HTTP-POST binding for the assertion consumer service in the application',
  }),
  'idp.acs_unregistered': ({ c, label }) => ({
    why: `the answer is wanted at ${wishedAcs(c)}, and registered are: ${list(c.application?.acs.map((one) => one.url) ?? [])}`,
    fix: `add the ACS URL at ${ssoTab(label)} if it belongs to the application; it is compared letter by letter`,
  }),
  'idp.name_id_policy_refused': ({ c, label }) => ({
    why: `the request wants the NameID format ${quote(c.request?.nameIdPolicy?.format)}${qualifierOf(c)}, and ${quote(c.application?.nameIdFormat)} is configured`,
    fix: `choose the same NameID format at ${ssoTab(label)} and in the application, or let it ask for none`,
  }),
  'idp.passive_refused': ({ who, label }) => ({
    why: `${label} asked for a sign-in without any page (IsPassive), and ${who} was not signed in freshly enough`,
    fix: 'nothing is wrong here: the application should ask again without IsPassive',
  }),
  'idp.person_not_active': ({ c, who }) => ({
    why: c.access.person === null ? 'the account was deleted' : `the account of ${who} is ${c.access.person.state}`,
    fix: 'activate the user if they should get in',
  }),
  'idp.second_factor_required': ({ c, who }) => ({
    why: `the settings demand a second factor of everybody, and ${who} signed in with ${list(c.session?.methods ?? [])} alone`,
    fix: 'let them set one up in the portal under Security; what is demanded stands under Settings, Security',
  }),
  'idp.authn_context_unmet': ({ c, who, label }) => ({
    why: `${label} asks for ${list(c.request?.requestedAuthnContext?.classRefs ?? [])} (${c.request?.requestedAuthnContext?.comparison ?? 'exact'}), and ${who} signed in with ${list(c.session?.methods ?? [])}`,
    fix: 'let the person use a second factor if that is meant, or let the application ask for less, or for nothing (RequestedAuthnContext)',
  }),
  'idp.proof_insufficient': (p) => ({
    why: `AuthnContext of ${p.label} is set to ${detail(p, 'demanded')}, and ${p.who} signed in with ${list(p.c.session?.methods ?? [])}, which does not prove it`,
    fix: `let the person sign in with what proves it, or choose another AuthnContext at ${ssoTab(p.label)}`,
  }),
  'idp.not_entitled': ({ c, who, label }) => ({
    why: `${who} is not in any group that may use ${label} (${list(c.access.entitlements.map((one) => one.groupName))}); theirs: ${list(c.access.memberships.map((one) => one.groupName))}`,
    fix: `add ${who} to one of those groups, or tick one of theirs at ${label}, tab User Groups`,
  }),
  'idp.setup_incomplete': (p) => ({
    why: `the setup of ${p.label} is not complete: ${detail(p, 'missing')}`,
    fix: `fill it in at ${ssoTab(p.label)}; keyshift check lists what else is missing`,
  }),
  'idp.name_id_missing': (p) => ({
    why: `the NameID is made of the field "${detail(p, 'field')}", and ${p.who} has none`,
    fix: `fill it in for the user, or choose another field at ${ssoTab(p.label)}`,
  }),
  'idp.attribute_invalid': (p) => ({
    why: `${detail(p, 'attribute')} would be ${quote(detail(p, 'value'))}, which AWS refuses: ${detail(p, 'rule')}`,
    fix: `correct the attribute at ${ssoTab(p.label)}, for example by a transform, or the user’s own field`,
  }),
  'idp.response_too_large': (p) => ({
    why: `the answer would have ${detail(p, 'characters')} characters, and AWS takes 100 000`,
    fix: `send fewer groups: filter them at ${ssoTab(p.label)}`,
  }),
};

function wishedAcs({ request }: SsoContext): string {
  const { assertionConsumerServiceUrl: url, assertionConsumerServiceIndex: index } = request ?? {};
  if (url !== undefined && index !== undefined) return `${quote(url)} and at index ${index}, which exclude each other`;
  if (url !== undefined) return quote(url);
  return index === undefined ? 'the default address, and there is none' : `index ${index}`;
}

function qualifierOf({ request }: SsoContext): string {
  const qualifier = request?.nameIdPolicy?.spNameQualifier ?? '';
  return qualifier === '' ? '' : ` for ${quote(qualifier)}`;
}

/** For traces and previews; the page that the person reads keeps the refusal's own words. */
export function administratorWords(c: SsoContext, refusal: AppError): ErrorText {
  const { application, person } = c.access;
  const who = person?.displayName ?? 'the person';
  const label = application?.label ?? 'the application';
  const cause = Object.hasOwn(CAUSES, refusal.code) ? CAUSES[refusal.code]?.({ who, label, c, refusal }) : undefined;
  const { why, fix } = cause ?? refusal;
  return { what: `${who} was not signed in to ${label}`, why, fix };
}

// Every action of the audit log in words: one table, so that a new action cannot be forgotten.

export type Wording = {
  /** Names as they are shown. */
  readonly actor: string;
  readonly target: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** The name of what an id stands for, or the id. */
  nameOf(id: unknown): string;
};
type Words = (p: Wording) => string;

const toGroup = ({ details, nameOf }: Wording) => String(details['groupName'] ?? nameOf(details['groupId']));
/** What the certificates' page shows of it; the whole fingerprint stands in the entry. */
const key = ({ details }: Wording) => {
  const { subject, fingerprintSha256 } = details;
  const fingerprint = typeof fingerprintSha256 === 'string' ? ` ${fingerprintSha256.slice(0, 11)}…` : '';
  return `key${fingerprint}${typeof subject === 'string' ? ` (${subject})` : ''}`;
};

export const ACTION_WORDS: Readonly<Record<string, Words>> = {
  'person.created': (p) => `${p.actor} created ${p.target}`,
  'person.state_changed': (p) => `${p.actor} set ${p.target} to ${String(p.details['state'] ?? 'another state')}`,
  'person.password_changed': (p) => `${p.actor} set the password of ${p.target}`,
  'person.updated': (p) => `${p.actor} changed ${p.target}`,
  'person.deleted': (p) => `${p.actor} deleted ${p.target}`,
  'person.role_changed': (p) => `${p.actor} changed the administrator role of ${p.target}`,
  'person.unlocked': (p) => `${p.actor} unlocked ${p.target}`,
  'person.password_link_made': (p) => `${p.actor} made a link to set the password of ${p.target}`,
  'people.imported': (p) => `${p.actor} imported people from a file`,
  'factor.added': (p) => `${p.actor} added a second factor`,
  'factor.removed': (p) => `${p.actor} removed a second factor`,
  'factor.code_used': (p) => `${p.actor} used a recovery code`,
  'factor.codes_renewed': (p) => `${p.actor} renewed the recovery codes`,
  'factor.passkey_cloned': (p) => `${p.actor} used a passkey that looks like a copy`,
  'settings.changed': (p) => `${p.actor} changed the settings`,
  'session.ended': (p) => `${p.actor} ended a session`,
  'logout.carried_out': (p) => `${p.actor} was signed out by single logout`,
  'logout.refused': (p) => `${p.actor} was not signed out`,
  'group.updated': (p) => `${p.actor} changed the group ${p.target}`,
  'group.deleted': (p) => `${p.actor} deleted the group ${p.target}`,
  'group.created': (p) => `${p.actor} created the group ${p.target}`,
  'group.member_added': (p) => `${p.actor} added ${p.nameOf(p.details['personId'])} to ${p.target}`,
  'group.member_removed': (p) => `${p.actor} removed ${p.nameOf(p.details['personId'])} from ${p.target}`,
  'api_key.created': (p) => `${p.actor} made the API key ${p.target}`,
  'api_key.revoked': (p) => `${p.actor} revoked the API key ${p.target}`,
  'application.created': (p) => `${p.actor} added the application ${p.target}`,
  'application.updated': (p) => `${p.actor} changed the settings of ${p.target}`,
  'application.state_changed': (p) =>
    `${p.actor} ${p.details['state'] === 'active' ? 'activated' : 'deactivated'} single sign-on for ${p.target}`,
  'application.provider_changed': (p) => `${p.actor} recorded the SAML provider at AWS for ${p.target}`,
  'application.logo_changed': (p) => `${p.actor} changed the picture of ${p.target}`,
  'application.deleted': (p) => `${p.actor} deleted the application ${p.target}`,
  'application.group_entitled': (p) => `${p.actor} let ${toGroup(p)} use ${p.target}`,
  'application.group_removed': (p) => `${p.actor} took ${p.target} from ${toGroup(p)}`,
  'application.key_staged': (p) => `${p.actor} staged the ${key(p)} for ${p.target}`,
  'application.key_published': (p) => `${p.actor} published the ${key(p)} of ${p.target} in its metadata`,
  'application.key_activated': (p) => `${p.actor} let ${p.target} sign with the ${key(p)}`,
  'application.key_retired': (p) => `${p.actor} took the ${key(p)} of ${p.target} out of its metadata`,
  'application.key_deleted': (p) => `${p.actor} deleted the ${key(p)} of ${p.target}`,
  'application.key_notice_sent': (p) => `${p.actor} told the administrators that the ${key(p)} of ${p.target} ends`,
  'aws.saml_provider_created': (p) => `${p.actor} created the identity provider ${p.target} at AWS`,
  'aws.saml_metadata_replaced': (p) => `${p.actor} replaced the metadata of the identity provider ${p.target} at AWS`,
  'aws.saml_provider_deleted': (p) => `${p.actor} deleted the identity provider ${p.target} at AWS`,
  'session.opened': (p) => `${p.actor} signed in`,
  'session.refused': (p) => `${p.actor} was not signed in`,
  'sign_in.guessing_noticed': (p) => `${p.actor} noticed that passwords are guessed from many places at once`,
  'sign_in.network_paused': (p) => `${p.actor} paused sign-in from the network ${p.target}`,
  'audit.unknown_assertion': (p) =>
    `${p.actor} found that an assertion was used which was never issued here: ${p.target}`,
  'audit.altered_assertion': (p) =>
    `${p.actor} found that an assertion was used for something else than it was issued for: ${p.target}`,
  'session.closed': (p) => `${p.actor} signed out`,
  'sso.issued': (p) => `${p.actor} signed in to ${p.target}`,
  'sso.refused': (p) => `${p.actor} was refused at ${p.target}`,
};

/** A sentence; for an action of an older or newer version, its name. */
export function summarize(action: string, wording: Wording): string {
  const words = Object.hasOwn(ACTION_WORDS, action) ? ACTION_WORDS[action] : undefined;
  return words === undefined ? `${wording.actor}: ${action}, ${wording.target}` : words(wording);
}

/** Actions whose name contains the text. */
export function findActions(text: string): string[] {
  return Object.keys(ACTION_WORDS).filter((action) => action.includes(text));
}

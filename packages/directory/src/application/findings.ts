// What an application lacks: in words for who wants to use it, as findings for who sets it up.
import type { Finding } from '@keyshift/base';
import type { KeyExpiry } from '../key/certificate.ts';
import { defaultAcsUrl } from './acs.ts';
import type { Application, SsoApplication } from './application.ts';
import { findConnector } from './catalogue/catalogue.ts';
import type { Entitlement } from './entitlement.ts';

const needsRole = (application: SsoApplication) => application.attributes.some((one) => one.source.kind === 'role');

/** What is missing before a person whose group has `roleArn` can sign in; null if nothing is. */
export function findMissing(
  application: SsoApplication,
  o: { hasKey: boolean; roleArn: string | null },
): string | null {
  if (application.kind === 'bookmark') return null;
  if (application.state !== 'active') return 'Single sign-on is deactivated.';
  if (!o.hasKey) return 'It has no signing key.';
  if (defaultAcsUrl(application.acs) === undefined) return 'Its ACS URL is not recorded.';
  if (application.audience === '') return 'Its audience (SP entity ID) is not recorded.';
  if (needsRole(application) && application.providerArn === null) return 'The SAML provider at AWS is not recorded.';
  if (needsRole(application) && o.roleArn === null) return 'Your group has no IAM role.';
  if (!application.idpInitiated && application.loginUrl === null) {
    return 'It can only be opened from its own site, whose address is not recorded.';
  }
  return null;
}

type Known = {
  readonly entitlements: readonly Entitlement[];
  /** Of the active key; undefined if there is none. */
  readonly expiry: { readonly state: KeyExpiry; readonly daysLeft: number } | undefined;
};
type Remark = Omit<Finding, 'level'>;

function accessRemarks(application: Application, { entitlements }: Known): Remark[] {
  if (entitlements.length === 0) {
    return [
      {
        code: 'application.no_group',
        where: 'groups',
        what: 'nobody can use it',
        why: 'no user group may use this application',
        fix: 'tick groups on the tab User Groups',
      },
    ];
  }
  const without = entitlements.filter((one) => one.roleArn === null).map((one) => one.groupName);
  if (application.kind === 'bookmark' || !needsRole(application) || without.length === 0) return [];
  return [
    {
      code: 'application.group_without_role',
      where: 'groups',
      what: `members of ${without.join(', ')} cannot sign in`,
      why: 'their group has no IAM role here',
      fix: 'give the group a role, or take the application from it',
    },
  ];
}

function keyRemarks(application: Application, { expiry }: Known): Remark[] {
  if (application.kind === 'bookmark' || (expiry !== undefined && expiry.state === 'ok')) return [];
  if (expiry === undefined) {
    return [
      {
        code: 'application.key_missing',
        where: 'keys',
        what: 'nobody can sign in',
        why: 'no signing key is active',
        fix: 'generate a key and activate it',
      },
    ];
  }
  const isOver = expiry.state === 'expired';
  return [
    {
      code: isOver ? 'application.certificate_expired' : 'application.certificate_expiring',
      where: 'keys',
      what: isOver ? 'service providers may refuse its sign-ins' : `its certificate ends in ${expiry.daysLeft} days`,
      // Sign-on goes on: most service providers, AWS among them, pin the key and never look at the date.
      why: isOver ? 'the active certificate has expired; responses are still signed with it' : 'certificates end',
      fix: 'generate a key, publish it, give the metadata to the service provider, then activate it',
    },
  ];
}

/** What its connector expects and does not find; errors where nobody could sign in are warnings too, for it can be stored. */
export function findApplicationFindings(application: Application, known: Known): Finding[] {
  const remarks: readonly Remark[] = [
    ...(findConnector(application.connector)?.findings(application) ?? []),
    ...accessRemarks(application, known),
    ...keyRemarks(application, known),
  ];
  return remarks.map((remark): Finding => ({ level: 'warning', ...remark }));
}

// The CloudTrail record of an assertion that was exchanged, in the fields that AWS writes; no credentials are in it.
import type { RandomBytes } from '@keyshift/base';
import type { TrailEvent } from '../../store/trail.ts';
import type { SessionFacts } from './attributes.ts';
import type { Federation } from './federation.ts';

type Exchanged = {
  readonly assertionId: string;
  readonly roleArn: string;
  readonly providerArn: string;
  readonly facts: SessionFacts;
  readonly federation: Federation;
  readonly durationSeconds: number;
  readonly sourceIp: string;
  readonly requestId: string;
  readonly now: Date;
};

export function trailEventOf(
  o: Exchanged,
  deps: { accountId: string; region: string; random: RandomBytes },
): TrailEvent {
  const { federation, facts, roleArn } = o;
  // AWS tells whole seconds.
  const at = new Date(Math.floor(o.now.getTime() / 1_000) * 1_000);
  const record = {
    eventVersion: '1.08',
    userIdentity: {
      type: 'SAMLUser',
      principalId: `${federation.nameQualifier}:${federation.subject}`,
      userName: federation.subject,
      identityProvider: federation.nameQualifier,
    },
    eventTime: at.toISOString().replace('.000Z', 'Z'),
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRoleWithSAML',
    awsRegion: deps.region,
    sourceIPAddress: o.sourceIp,
    requestParameters: {
      sAMLAssertionID: o.assertionId,
      roleSessionName: facts.sessionName,
      roleArn,
      principalArn: o.providerArn,
      durationSeconds: o.durationSeconds,
    },
    responseElements: {
      subjectType: federation.subjectType,
      issuer: federation.issuer,
      subject: federation.subject,
      audience: federation.audience,
      nameQualifier: federation.nameQualifier,
    },
    requestID: o.requestId,
    eventID: eventId(deps.random),
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: deps.accountId,
    eventCategory: 'Management',
  };
  return { at, name: record.eventName, record: JSON.stringify(record) };
}

function eventId(random: RandomBytes): string {
  return Buffer.from(random(16))
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

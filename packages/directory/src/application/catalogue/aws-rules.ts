// What settings must hold where AWS is the other side.
import type { FieldRule } from '../../field-rules.ts';
import type { SsoSettings } from '../application.ts';
import { applyTransform } from '../attribute-source.ts';
import { AWS_ATTRIBUTE, AWS_AUDIENCE, AWS_VALUES, isSessionDuration } from './aws-attributes.ts';
import type { ConnectorFinding } from './connector.ts';

const DEFAULT_ROLE_MAXIMUM = 3_600;

function constantsOf({ attributes }: SsoSettings, name: string): string[] {
  return attributes.flatMap((one) =>
    one.name === name && one.source.kind === 'constant'
      ? [(one.transforms ?? []).reduce(applyTransform, one.source.value)]
      : [],
  );
}

/** Constants are known beforehand, so they are held to the value rules when they are stored. */
function constantRules(settings: SsoSettings): FieldRule[] {
  return Object.entries(AWS_VALUES)
    .filter(([name]) => name !== AWS_ATTRIBUTE.sessionDuration)
    .flatMap(([name, { isMet, text }]) =>
      constantsOf(settings, name).map((value) => ({
        field: name.slice(name.lastIndexOf('/') + 1),
        holds: isMet(value),
        why: `"${value.slice(0, 64)}" would be refused at AWS: ${text}`,
        fix: 'correct the constant',
      })),
    );
}

export function awsRules(settings: SsoSettings): FieldRule[] {
  return [
    {
      field: 'audience',
      holds: settings.audience === AWS_AUDIENCE,
      why: `AWS takes only the audience "${AWS_AUDIENCE}"`,
      fix: `write "${AWS_AUDIENCE}"`,
    },
    {
      field: 'SessionDuration',
      holds: constantsOf(settings, AWS_ATTRIBUTE.sessionDuration).every(isSessionDuration),
      why: 'AWS takes 900 to 43200 seconds',
      fix: 'write a whole number of seconds from 900 to 43200',
    },
    ...constantRules(settings),
  ];
}

export function awsFindings(settings: SsoSettings): ConnectorFinding[] {
  const needsProvider = settings.attributes.some((one) => one.source.kind === 'role');
  const longest = Math.max(0, ...constantsOf(settings, AWS_ATTRIBUTE.sessionDuration).map(Number));
  return [
    ...(needsProvider && settings.providerArn === null
      ? [
          {
            code: 'application.provider_missing',
            where: 'providerArn',
            what: 'nobody can sign in yet',
            why: 'the ARN of the SAML provider in IAM is not recorded, and every role goes out paired with it',
            fix: 'create the provider in IAM from this application’s metadata, then paste its ARN',
          },
        ]
      : []),
    ...(longest > DEFAULT_ROLE_MAXIMUM
      ? [
          {
            code: 'application.session_longer_than_role',
            where: 'SessionDuration',
            what: `AWS may refuse sessions of ${longest} seconds`,
            why: 'a role allows 3600 seconds unless its maximum session duration was raised',
            fix: 'raise the maximum session duration of each role, or write 3600',
          },
        ]
      : []),
  ];
}

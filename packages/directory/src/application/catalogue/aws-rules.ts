// What settings must hold where AWS is the other side.
import type { FieldRule } from '../../field-rules.ts';
import type { SsoSettings } from '../application.ts';
import { applyTransform } from '../attribute-source.ts';
import { AWS_ATTRIBUTE, AWS_AUDIENCE, AWS_VALUES } from './aws-attributes.ts';
import type { ConnectorFinding } from './connector.ts';

const DEFAULT_ROLE_MAXIMUM = 3_600;

type Constant = { readonly at: number; readonly name: string; readonly value: string };

function constantsOf({ attributes }: SsoSettings): Constant[] {
  return attributes.flatMap(({ name, source, transforms = [] }, at) =>
    source.kind === 'constant' ? [{ at, name, value: transforms.reduce(applyTransform, source.value) }] : [],
  );
}

function constantRule({ at, name, value }: Constant): FieldRule[] {
  const rule = AWS_VALUES[name];
  if (rule === undefined) return [];
  const field = `attributes.${at}.source.value`;
  const holds = rule.isMet(value);
  return name === AWS_ATTRIBUTE.sessionDuration
    ? [
        {
          field,
          holds,
          why: 'AWS takes 900 to 43200 seconds',
          fix: 'write a whole number of seconds from 900 to 43200',
        },
      ]
    : [
        {
          field,
          holds,
          why: `"${value.slice(0, 64)}" would be refused at AWS: ${rule.text}`,
          fix: 'correct the constant',
        },
      ];
}

export function awsRules(settings: SsoSettings): FieldRule[] {
  return [
    {
      field: 'audience',
      holds: settings.audience === AWS_AUDIENCE,
      why: `AWS takes only the audience "${AWS_AUDIENCE}"`,
      fix: `write "${AWS_AUDIENCE}"`,
    },
    // Constants are known beforehand, so they are held to the value rules when they are stored.
    ...constantsOf(settings).flatMap(constantRule),
  ];
}

export function awsFindings(settings: SsoSettings): ConnectorFinding[] {
  const needsProvider = settings.attributes.some((one) => one.source.kind === 'role');
  const durations = constantsOf(settings).filter(({ name }) => name === AWS_ATTRIBUTE.sessionDuration);
  const longest = Math.max(0, ...durations.map(({ value }) => Number(value)));
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

// CloudTrail LookupEvents: what the trail keeps, newest first. Only accepted AssumeRoleWithSAML calls are kept.
import { AwsFault } from '@keyshift/aws-protocol';
import { type Action, defineAction } from '../action/action.ts';
import type { Input } from '../action/input.ts';
import type { TrailQuery } from '../store/trail.ts';

const MOST = 50;
const SEQUENCE = /^[1-9]\d{0,17}$/;
const SECONDS = /^\d{1,11}(\.\d{1,9})?$/;

export const lookupEvents: Action = defineAction<TrailQuery>({
  name: 'LookupEvents',
  decode: (input) => ({
    name: readName(input),
    from: readTime(input, 'StartTime'),
    to: readTime(input, 'EndTime'),
    before: readToken(input),
    limit: input.findInteger('MaxResults', { min: 1, max: MOST }) ?? MOST,
  }),
  needs: () => [{ resource: '*' }],
  async handle(deps, _call, query) {
    const events = await deps.trail.list(query, deps.now());
    const last = events.at(-1)?.sequence;
    return {
      Events: events.map(({ at, name, record }) => {
        const { eventID, userIdentity, eventSource, requestParameters } = JSON.parse(record);
        return {
          EventId: String(eventID),
          EventName: name,
          ReadOnly: 'true',
          EventTime: at,
          EventSource: String(eventSource),
          Username: String(userIdentity.userName),
          Resources: [{ ResourceType: 'AWS::IAM::Role', ResourceName: String(requestParameters.roleArn) }],
          CloudTrailEvent: record,
        };
      }),
      NextToken: events.length < query.limit ? undefined : last,
    };
  },
});

function readName(input: Input): string | undefined {
  const [attribute, ...others] = input.structures('LookupAttributes');
  if (attribute === undefined) return undefined;
  const key = attribute.text('AttributeKey');
  const value = attribute.text('AttributeValue', { max: 2_000 });
  if (others.length === 0 && key === 'EventName') return value;
  const why = others.length > 0 ? 'one attribute can be looked up at a time' : `the rehearsal does not look up ${key}`;
  throw new AwsFault({ code: 'InvalidLookupAttributesException', status: 400, message: why });
}

function readTime(input: Input, name: string): Date | undefined {
  const text = input.findText(name);
  if (text === undefined) return undefined;
  if (!SECONDS.test(text)) throw new AwsFault({ code: 'InvalidTimeRangeException', status: 400, message: `${name}` });
  return new Date(Number(text) * 1_000);
}

function readToken(input: Input): string | undefined {
  const token = input.findText('NextToken');
  if (token === undefined || SEQUENCE.test(token)) return token;
  throw new AwsFault({ code: 'InvalidNextTokenException', status: 400, message: 'The next token is not one of ours.' });
}

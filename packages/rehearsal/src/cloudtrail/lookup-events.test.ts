import { CloudTrailClient, LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../testing/journey.ts';
import { ACCOUNT, type Credentials, REGION, refusalOf, startWorld, type World } from '../testing/world.ts';

const DAY_SECONDS = 86_400;
let world: World;
let journey: Journey;
beforeAll(async () => {
  world = await startWorld();
  journey = await startJourney(world);
});
afterAll(() => world.close());

function lookUp(input: LookupEventsCommandInput = {}, credentials: Credentials = world.root, region = REGION) {
  const systemClockOffset = world.now().getTime() - Date.now();
  const config = { endpoint: world.endpoint, region, credentials, maxAttempts: 1, systemClockOffset };
  const client = new CloudTrailClient(config);
  return client.send(new LookupEventsCommand(input));
}
const byName = (AttributeValue: string): LookupEventsCommandInput => ({
  LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue }],
});

describe('LookupEvents', () => {
  it('tells which assertion was exchanged for which role, as CloudTrail writes it and without a secret', async () => {
    const answer = await journey.assume({ response: { assertionId: '_told' } });
    const { Events } = await lookUp(byName('AssumeRoleWithSAML'));
    const [event] = Events ?? [];
    expect(event).toMatchObject({
      EventName: 'AssumeRoleWithSAML',
      EventSource: 'sts.amazonaws.com',
      Username: 'alice',
    });
    const record = JSON.parse(event?.CloudTrailEvent ?? '');
    expect(record).toMatchObject({
      eventVersion: '1.08',
      userIdentity: { type: 'SAMLUser', userName: 'alice' },
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      sourceIPAddress: '127.0.0.1',
      requestParameters: {
        ...{ sAMLAssertionID: '_told', roleArn: journey.roleArn, principalArn: journey.providerArn },
        ...{ roleSessionName: 'alice', durationSeconds: 3_600 },
      },
      recipientAccountId: ACCOUNT,
    });
    expect(event?.EventTime?.getTime()).toBe(Date.parse(record.eventTime));
    for (const secret of [answer.Credentials?.SecretAccessKey, answer.Credentials?.SessionToken]) {
      expect(event?.CloudTrailEvent).not.toContain(secret);
    }
  });

  it('gives each accepted exchange once and no refused one, newest first, page by page', async () => {
    const ids = Array.from({ length: 7 }, (_, n) => `_page${n}`);
    const assertion = (id: string) => journey.idp.issue(journey.ask({ response: { assertionId: id } }), world.now());
    for (const id of ids) {
      const SAMLAssertion = assertion(id);
      const sent = [1, 2, 3].map(() => refusalOf(journey.assume({}, { SAMLAssertion })));
      expect((await Promise.all(sent)).filter(({ code }) => code === 'accepted')).toHaveLength(1);
    }
    const seen: string[] = [];
    for (let NextToken: string | undefined, more = true; more; more = NextToken !== undefined) {
      const page = await lookUp({ MaxResults: 3, ...(NextToken !== undefined && { NextToken }) });
      seen.push(
        ...(page.Events ?? []).map((one) => JSON.parse(one.CloudTrailEvent ?? '').requestParameters.sAMLAssertionID),
      );
      NextToken = page.NextToken;
    }
    expect(seen.filter((id) => ids.includes(id))).toEqual([...ids].reverse());
  });

  it('looks in a range of time, and forgets after ninety days', async () => {
    const now = world.now();
    const hence = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
    expect((await lookUp({ StartTime: hence(60) })).Events).toEqual([]);
    expect((await lookUp({ StartTime: hence(-600), EndTime: hence(60) })).Events).not.toEqual([]);
    expect((await lookUp(byName('ConsoleLogin'))).Events).toEqual([]);
    world.shiftClock(91 * DAY_SECONDS);
    expect((await lookUp()).Events).toEqual([]);
    world.shiftClock(0);
  });

  it('needs its permission, a signature of this region, and input that is understood', async () => {
    const session = await journey.session();
    expect(await refusalOf(lookUp({}, session))).toMatchObject({ code: 'AccessDeniedException', status: 400 });
    const stranger = { ...world.root, secretAccessKey: 'another' };
    expect(await refusalOf(lookUp({}, stranger))).toMatchObject({ code: 'InvalidSignatureException', status: 400 });
    const unknown = { ...world.root, accessKeyId: 'AKIAIOSFODNN7UNKNOWN' };
    expect(await refusalOf(lookUp({}, unknown))).toMatchObject({ code: 'UnrecognizedClientException', status: 400 });
    expect(await refusalOf(lookUp({}, world.root, 'eu-west-1'))).toMatchObject({ code: 'InvalidSignatureException' });
    const forged = { ...session, sessionToken: `${session.sessionToken}x` };
    expect(await refusalOf(lookUp({}, forged))).toMatchObject({ code: 'UnrecognizedClientException' });
    world.shiftClock(3_700);
    const late = await refusalOf(lookUp({}, session));
    world.shiftClock(0);
    expect(late.code).toBe('ExpiredTokenException');
    const byUser = { LookupAttributes: [{ AttributeKey: 'Username' as const, AttributeValue: 'alice' }] };
    expect(await refusalOf(lookUp(byUser))).toMatchObject({ code: 'InvalidLookupAttributesException' });
    expect(await refusalOf(lookUp({ NextToken: '1 OR 1=1' }))).toMatchObject({ code: 'InvalidNextTokenException' });
    expect(await refusalOf(lookUp({ MaxResults: 51 }))).toMatchObject({ code: 'ValidationException' });
    expect(await refusalOf(lookUp({ EventCategory: 'insight' }))).toMatchObject({ code: 'ValidationException' });
  });

  it.each([
    ['no signature', 'CloudTrail_20131101.LookupEvents', '{}', 'MissingAuthenticationTokenException'],
    ['no JSON', 'CloudTrail_20131101.LookupEvents', '{', 'MalformedQueryString'],
    ['a list', 'CloudTrail_20131101.LookupEvents', '[]', 'MalformedQueryString'],
    ['an action of another protocol', '2011-06-15.GetCallerIdentity', '{}', 'InvalidAction'],
  ])('refuses %s', async (_what, target, body, code) => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
    const response = await fetch(world.endpoint, { method: 'POST', headers, body });
    expect(response.ok).toBe(false);
    expect(await response.text()).toContain(code);
  });
});

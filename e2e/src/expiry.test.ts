import { randomBytes } from 'node:crypto';
import type { Info } from '@keyshift/cli';
import { startEverything } from '@keyshift/cli';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assumeRole, mintPassword, roleOf } from './aws.ts';
import { query } from './database.ts';
import { newDataDirectory, removeData } from './keyshift.ts';
import { personNamed } from './people.ts';
import { findFreePorts } from './ports.ts';
import { hiddenFields, newVisitor, obtainAssertion } from './saml-http.ts';

// The same composition as `keyshift up`, in this process, so that its clock can be moved.
const clock = { offsetSeconds: 0 };
const data = newDataDirectory();
let info: Info;
let running: { close(): Promise<void> };

beforeAll(async () => {
  const [webPort = 0, awsPort = 0, clusterPort = 0, listenPort = 0] = await findFreePorts(4);
  running = await startEverything({
    settings: { data, webPort, awsPort, clusterPort, listenPort },
    demo: true,
    report: (event) => {
      if (event.event === 'ready') info = event;
    },
    now: () => new Date(Date.now() + clock.offsetSeconds * 1000),
    random: randomBytes,
  });
});
afterAll(async () => {
  await running?.close();
  await removeData(data);
});

async function secondsLater<Result>(seconds: number, work: () => Promise<Result>): Promise<Result> {
  clock.offsetSeconds = seconds;
  try {
    return await work();
  } finally {
    clock.offsetSeconds = 0;
  }
}

describe('with time', () => {
  it('a minted password opens the database for fifteen minutes, and is refused after them: 28000', async () => {
    const alice = personNamed(info, 'alice');
    const role = await assumeRole(info, await obtainAssertion(info, alice), { roleArn: roleOf(alice) });
    const login = await mintPassword(info, role, { dbUser: 'alice', dbGroups: ['redshift_dbgroup'] });
    const select = () => query(info, login, 'select current_user');
    expect(await secondsLater(14 * 60, select)).toEqual([['alice']]);
    await expect(secondsLater(15 * 60 + 1, select)).rejects.toMatchObject({
      code: '28000',
      message: expect.stringMatching(/expired/),
    });
  });

  it('an assertion that was not redeemed within five minutes is refused: ExpiredTokenException', async () => {
    const alice = personNamed(info, 'alice');
    const assertion = await obtainAssertion(info, alice);
    const redeem = () => assumeRole(info, assertion, { roleArn: roleOf(alice) });
    await expect(secondsLater(6 * 60, redeem)).rejects.toMatchObject({ name: 'ExpiredTokenException' });
    expect(await redeem()).toMatchObject({ accessKeyId: expect.stringMatching(/^ASIA/) });
  });

  it('a session at the identity provider ends, and the person must sign in again', async () => {
    const visitor = newVisitor(info);
    const page = await visitor.follow(await visitor.get('/portal'));
    const { username, password } = personNamed(info, 'alice');
    const signedIn = await visitor.follow(await visitor.post('/login', { ...hiddenFields(page), username, password }));
    expect(signedIn.status).toBe(200);
    expect((await visitor.get('/portal')).status).toBe(200);
    const later = await secondsLater(24 * 3600, () => visitor.get('/portal'));
    expect(later).toMatchObject({ status: 303, location: expect.stringContaining('/login') });
  });
});

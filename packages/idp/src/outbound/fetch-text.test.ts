// What an administrator may make us read: public https addresses, never our own network (SSRF).
import { describe, expect, it } from 'vitest';
import { createFetchText, isPublicAddress } from './fetch-text.ts';

const refused = expect.objectContaining({ code: 'idp.fetch_refused' });
const never = async () => {
  throw new Error('must not be resolved');
};

describe('isPublicAddress', () => {
  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    '2002:7f00:1::',
    '2001:db8::1',
    'not an address',
  ])('%s is internal', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('fetchText refuses before any connection', () => {
  it.each([
    'http://sp.example/metadata',
    'file:///etc/passwd',
    'ftp://sp.example/',
    'https://user:secret@sp.example/',
    'https://sp.example:8443/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://①②⑦.0.0.1/',
    'https://127.1/',
    'https://0/',
    'https://0x7f000001/',
    'https://017700000001/',
    'https://127.0.0.1./',
    'https://[::]/',
    'https://[::ffff:0:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fe80::1]/',
    'https://10.0.0.1:443/',
    'https:127.0.0.1',
    'gopher://127.0.0.1:25/',
    'data:text/xml,<EntityDescriptor/>',
    'nonsense',
    '',
  ])('%s', async (url) => {
    await expect(createFetchText(never)(url)).rejects.toEqual(refused);
  });

  it('a name that leads to an internal address, or to one among public ones', async () => {
    const inner = { address: '127.0.0.1', family: 4 };
    for (const found of [[inner], [{ address: '8.8.8.8', family: 4 }, inner], []]) {
      await expect(createFetchText(async () => found)('https://rebind.example/')).rejects.toEqual(refused);
    }
  });

  it('asks for a name’s address once, so that a second answer changes nothing (DNS rebinding)', async () => {
    let asked = 0;
    const rebinding = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '10.0.0.1' : '8.8.8.8', family: 4 }];
    };
    await expect(createFetchText(rebinding)('https://rebind.example/')).rejects.toEqual(refused);
    expect(asked).toBe(1);
  });

  it('a name that cannot be resolved', async () => {
    const fails = async () => {
      throw new Error('ENOTFOUND');
    };
    await expect(createFetchText(fails)('https://nowhere.example/')).rejects.toEqual(refused);
  });
});

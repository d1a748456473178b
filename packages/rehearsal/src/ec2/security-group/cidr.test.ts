import { BlockList } from 'node:net';
import { describe, expect, it } from 'vitest';
import { canonicalIpv4, canonicalIpv6 } from './cidr.ts';

describe('CIDR blocks', () => {
  it.each([
    ['100.68.0.18/18', '100.68.0.0/18'],
    ['255.255.255.255/0', '0.0.0.0/0'],
    ['10.0.0.1/32', '10.0.0.1/32'],
    ['10.0.0.0/33', undefined],
    ['10.0.0.0', undefined],
    ['10.0.0/8', undefined],
    ['010.0.0.0/8', undefined],
    ['10.0.0.0/8/8', undefined],
    ['10.0.0.0/-1', undefined],
    ['', undefined],
  ])('%s is %s', (text, expected) => {
    expect(canonicalIpv4(text)).toBe(expected);
  });

  it.each([
    ['2001:DB8::1/32', '2001:db8::/32'],
    ['::1/128', '::1/128'],
    ['::/0', '::/0'],
    ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/1', '8000::/1'],
    ['1:2:3:4:5:6:7:8/64', '1:2:3:4::/64'],
    ['fe80::1%eth0/64', undefined],
    ['::1/129', undefined],
    ['10.0.0.0/8', undefined],
  ])('%s is %s', (text, expected) => {
    expect(canonicalIpv6(text)).toBe(expected);
  });

  it('still hold the address they were written with', () => {
    for (let prefix = 0; prefix <= 32; prefix += 1) {
      const [network = ''] = canonicalIpv4(`203.0.113.77/${prefix}`)?.split('/') ?? [];
      const list = new BlockList();
      list.addSubnet(network, prefix, 'ipv4');
      expect(list.check('203.0.113.77', 'ipv4')).toBe(true);
    }
  });
});

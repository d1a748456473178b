// CIDR blocks in the one form that EC2 keeps: the address with its host bits cleared.
import { isIPv4, isIPv6 } from 'node:net';

/** `100.68.0.18/18` → `100.68.0.0/18`; undefined when it is no IPv4 block. */
export function canonicalIpv4(text: string): string | undefined {
  const { address, prefix } = split(text, 32);
  if (prefix === undefined || !isIPv4(address)) return undefined;
  const bits = address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  const kept = clearHostBits(bits, 32n - BigInt(prefix));
  const parts = [24n, 16n, 8n, 0n].map((shift) => (kept >> shift) & 255n);
  return `${parts.join('.')}/${prefix}`;
}

/** `2001:DB8::1/32` → `2001:db8::/32`; undefined when it is no IPv6 block. */
export function canonicalIpv6(text: string): string | undefined {
  const { address, prefix } = split(text, 128);
  if (prefix === undefined || !isIPv6(address) || address.includes('%')) return undefined;
  // The URL parser writes an IPv6 address in full canonical form, with eight groups or `::`.
  const groups = expand(new URL(`http://[${address}]`).hostname.slice(1, -1));
  const bits = groups.reduce((sum, group) => sum * 65_536n + BigInt(group), 0n);
  const kept = clearHostBits(bits, 128n - BigInt(prefix));
  const shifts = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n];
  const hex = shifts.map((shift) => ((kept >> shift) & 65_535n).toString(16)).join(':');
  return `${new URL(`http://[${hex}]`).hostname.slice(1, -1)}/${prefix}`;
}

function split(text: string, longest: number): { address: string; prefix: number | undefined } {
  const [address = '', prefixText = '', ...more] = text.split('/');
  const prefix = /^\d{1,3}$/.test(prefixText) && more.length === 0 ? Number(prefixText) : undefined;
  return { address, prefix: prefix !== undefined && prefix <= longest ? prefix : undefined };
}

function clearHostBits(bits: bigint, hostBits: bigint): bigint {
  return (bits >> hostBits) << hostBits;
}

function expand(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const numbers = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  if (tail === undefined) return numbers(head);
  const [before, after] = [numbers(head), numbers(tail)];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

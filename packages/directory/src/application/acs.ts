// Assertion consumer services: where responses may be posted, compared letter by letter.

export type Acs = { readonly index: number; readonly isDefault: boolean; readonly url: string };

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

export function isLoopbackUrl(text: string): boolean {
  return URL.canParse(text) && LOOPBACK.test(new URL(text).hostname);
}

/** True for an address that an assertion may be posted to: https, or http on this machine's loopback. */
export function isAcsUrl(text: string): boolean {
  if (text.length > 2_000 || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '' || text.includes('#')) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

/** A list of addresses as services numbered from 0, the first as default. */
export function acsOf(urls: readonly string[]): Acs[] {
  return urls.map((url, index) => ({ index, isDefault: index === 0, url }));
}

export function defaultAcsUrl(acs: readonly Acs[]): string | undefined {
  return acs.find((one) => one.isDefault)?.url;
}

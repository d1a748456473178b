// The headers that every answer carries, and the content security policy of each kind of page.

export type HeaderOptions = {
  /** Scheme, host and port of this site. */
  readonly ownOrigin: string;
};

/** A page of ours. `formTargets` are further origins that its forms may post to. */
export function contentSecurityPolicy(formTargets: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `form-action ${formTargets.length === 0 ? "'self'" : formTargets.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const LOOPBACK = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** True for names that never leave this machine. */
export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/** Constant for a site, so any cache may sit in front. */
export function securityHeaders(o: HeaderOptions): Readonly<Record<string, string>> {
  const url = new URL(o.ownOrigin);
  // On localhost HSTS would hold for every port, and the SQL client's http listener on 7890 would become unreachable.
  const isStrict = url.protocol === 'https:' && !isLoopbackHost(url.hostname);
  return {
    'content-security-policy': contentSecurityPolicy(),
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'cache-control': 'no-store',
    ...(isStrict ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

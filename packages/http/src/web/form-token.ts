// Cross-site request forgery: a form is taken only with a token bound to the browser's secret cookie, from our own pages.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { httpErrors } from '../errors.ts';

export type FormProof = {
  /** The hidden field as sent. */
  readonly token: string | undefined;
  /** The session id, or the pre-login cookie, that the browser holds. */
  readonly secret: string | undefined;
  /** The Origin header as sent. */
  readonly origin: string | undefined;
  /** Scheme, host and port of this site. */
  readonly ownOrigin: string;
};

/** The token for a hidden form field; it reveals nothing about `secret`. */
export function formToken(secret: string): string {
  return createHmac('sha256', secret).update('keyshift form token').digest('base64url');
}

/**
 * Throws `http.foreign_origin` or `http.csrf_token`. A missing Origin is left to the token, which nobody else's page can
 * know: browsers send one with every form, and scripts that sign in need not. `null` is foreign, because our pages are
 * served with `Referrer-Policy: same-origin`, under which browsers send their real origin to us.
 */
export function checkForm(proof: FormProof): void {
  if (proof.origin !== undefined && proof.origin !== proof.ownOrigin) throw httpErrors.foreignOrigin();
  if (proof.secret === undefined || proof.token === undefined) throw httpErrors.csrfToken();
  const [sent, expected] = [Buffer.from(proof.token), Buffer.from(formToken(proof.secret))];
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) throw httpErrors.csrfToken();
}

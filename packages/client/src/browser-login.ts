// The browser sign-in: listen first, then open the browser, then take the one assertion that belongs to us.
import { randomBytes } from 'node:crypto';
import { LISTEN_PATH, SHORTEST_RESPONSE_TIMEOUT_SECONDS } from './constants.ts';
import { clientErrors } from './errors.ts';
import { type PostedAssertion, startListener } from './listener.ts';

export type BrowserLoginOptions = {
  readonly loginUrl: string;
  readonly listenPort: number;
  readonly responseTimeoutSeconds: number;
  /** Shows the address to the person; it may fail silently, the address is also printed. */
  readonly openBrowser: (url: string) => Promise<void>;
};

const NONCE_BYTES = 16;

/**
 * Signs the person in through their own browser and returns the base64 SAMLResponse that it posted.
 * The address carries a random RelayState that must come back: an assertion that somebody else's page
 * posts to the listener is refused and the wait goes on. Throws `client.*`.
 */
export async function loginWithBrowser(options: BrowserLoginOptions): Promise<string> {
  checkOptions(options);
  const nonce = randomBytes(NONCE_BYTES).toString('hex');
  const listener = await startListener({
    port: options.listenPort,
    timeoutSeconds: options.responseTimeoutSeconds,
    accepts: ({ relayState }: PostedAssertion) => relayState === nonce,
  });
  try {
    // Together, so that a time-out while the browser is still starting is not lost.
    const [posted] = await Promise.all([
      listener.assertion,
      options.openBrowser(withRelayState(options.loginUrl, nonce)),
    ]);
    return posted.samlResponse;
  } finally {
    await listener.close();
  }
}

/** The assertion consumer service that the identity provider must post to. */
export function assertionConsumerServiceUrl(listenPort: number): string {
  return `http://localhost:${listenPort}${LISTEN_PATH}`;
}

function withRelayState(loginUrl: string, nonce: string): string {
  const url = new URL(loginUrl);
  url.searchParams.set('RelayState', nonce);
  return url.href;
}

function checkOptions({ loginUrl, responseTimeoutSeconds }: BrowserLoginOptions): void {
  if (!loginUrl.startsWith('https://')) throw clientErrors.loginUrlNotHttps({ loginUrl });
  if (responseTimeoutSeconds < SHORTEST_RESPONSE_TIMEOUT_SECONDS) {
    throw clientErrors.timeoutTooShort({
      seconds: responseTimeoutSeconds,
      shortest: SHORTEST_RESPONSE_TIMEOUT_SECONDS,
    });
  }
}

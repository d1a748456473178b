// Figures and paths of the browser sign-in that the stock drivers fixed, and ours beside them.

/** Where the identity provider posts the assertion: the drivers' default port and path. */
export const DEFAULT_LISTEN_PORT = 7890;
export const LISTEN_PATH = '/redshift/';

/** The drivers refuse less; ours is the JDBC driver's default. */
export const SHORTEST_RESPONSE_TIMEOUT_SECONDS = 10;
export const DEFAULT_RESPONSE_TIMEOUT_SECONDS = 120;

/** A response fit for STS is at most 100 000 base64 characters; percent-encoding can triple some of them. */
export const LARGEST_POST_BYTES: number = 256 * 1024;

/** Credentials this close to their end are treated as expired, as the JDBC driver does. */
export const RENEW_BEFORE_SECONDS = 60;

// What the identity provider works with.
import type { Log, Now, RandomBytes } from '@keyshift/base';
import type { Directory } from '@keyshift/directory';
import type { Assets, Tls } from '@keyshift/http';
import type { Database } from '@keyshift/postgres';
import type { AwsConsole } from './aws/console.ts';
import type { FetchText } from './outbound/fetch-text.ts';
import type { RelyingParty } from './passkey/relying-party.ts';
import type { HalfLogins } from './session/half-logins.ts';
import type { PendingRequests } from './session/pending-requests.ts';
import type { SessionStore } from './session/store.ts';
import type { LogoutStore } from './slo/store.ts';

export type IdpDeps = {
  readonly directory: Directory;
  readonly database: Database;
  /** Scheme, host and port under which people reach it; `https://localhost:<port>` unless told. */
  readonly baseUrl?: string;
  readonly now: Now;
  readonly random: RandomBytes;
  readonly log: Log;
  readonly tls: Tls;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** What this installation is, for the chip in the portals' top bar. */
  readonly environment: { readonly label: string; readonly isRehearsal: boolean };
  /** The account that the pages at `/aws` are about; without it they are not found. */
  readonly aws?: AwsConsole;
  /** Folder of the built portals; without it `/portal` and `/admin` are not found. */
  readonly siteFolder?: string;
  /** Seconds between looks for certificates that end, to tell administrators by mail; ten minutes unless told. */
  readonly expiryCheckSeconds?: number;
};

/** What every route gets. */
export type Site = Omit<IdpDeps, 'tls' | 'host' | 'port' | 'baseUrl' | 'siteFolder' | 'expiryCheckSeconds'> & {
  readonly origin: string;
  readonly assets: Assets;
  readonly sessions: SessionStore;
  readonly pending: PendingRequests;
  readonly halfLogins: HalfLogins;
  readonly passkeys: RelyingParty;
  readonly logouts: LogoutStore;
  /** Reads a public document for an administrator. */
  readonly fetchText: FetchText;
};

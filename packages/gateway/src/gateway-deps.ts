// What a gateway needs from the outside, as plain parameters.
import type { Log, Now, RandomBytes, Secret } from '@keyshift/base';
import type { PostgresServer } from '@keyshift/postgres';

/** What a minted database password stands for. */
export type DatabaseGrant = {
  readonly dbUser: string;
  readonly autoCreate: boolean;
  readonly dbGroups: readonly string[];
  readonly expiresAt: Date;
};

/** `user` as the client sent it (`IAM:alice`, `IAMA:alice`). */
export type FindGrant = (login: {
  user: string;
  password: string;
}) => Promise<DatabaseGrant | { refused: 'expired' | 'unknown' }>;

export type GatewayDeps = {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly tls: { readonly certificatePem: string; readonly privateKeyPem: Secret };
  readonly cluster: { readonly identifier: string; readonly masterUsername: string };
  readonly server: PostgresServer;
  readonly findGrant: FindGrant;
  /** The security group's verdict on a client's address. */
  readonly decideSource: (address: string) => Promise<{ allowed: true } | { allowed: false; reason: string }>;
  readonly now: Now;
  readonly random: RandomBytes;
  readonly log: Log;
};

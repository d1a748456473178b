// The shape of an action: name, input, what it needs to be allowed, what it does.
import type { WireProtocol, XmlFields } from '@keyshift/aws-protocol';
import type { Log, Now, RandomBytes } from '@keyshift/base';
import type { ContextValue } from '@keyshift/iam-policy';
import type { ClusterRuntime } from '../contract.ts';
import type { Sealer } from '../credentials/seal.ts';
import type { AssertionUses } from '../store/assertion-uses.ts';
import type { DatabaseCredentials } from '../store/database-credentials.ts';
import type { Store } from '../store/store.ts';
import type { Trail } from '../store/trail.ts';
import type { Background } from './background.ts';
import type { Caller } from './caller.ts';
import type { DocumentCache } from './document-cache.ts';
import type { Input } from './input.ts';

export type ServiceName = 'iam' | 'sts' | 'ec2' | 'redshift' | 'cloudtrail';

/** Everything that actions may use. */
export type ActionDeps = {
  readonly store: Store;
  readonly assertionUses: AssertionUses;
  readonly trail: Trail;
  readonly databaseCredentials: DatabaseCredentials;
  readonly documents: DocumentCache;
  readonly sealer: Sealer;
  readonly background: Background;
  readonly clusters: ClusterRuntime;
  readonly now: Now;
  readonly random: RandomBytes;
  readonly log: Log;
  readonly accountId: string;
  readonly region: string;
};

/** One decision that must turn out well. `action` is the action itself unless told otherwise. */
export type Need = {
  readonly action?: string;
  /** An ARN, or `*` for actions without resources. */
  readonly resource: string;
  readonly context?: Readonly<Record<string, ContextValue | undefined>>;
};

type Needs = readonly Need[] | Promise<readonly Need[]>;

export type Call = {
  readonly caller: Caller;
  /** Address of the peer. */
  readonly sourceIp: string;
  readonly requestId: string;
};

type ActionSpec<Value> = {
  readonly name: string;
  /** True only for actions that prove the caller by their own input. */
  readonly anonymous?: boolean;
  readonly decode: (input: Input) => Value;
  /** Every one must be allowed. */
  readonly needs: (value: Value, deps: ActionDeps) => Needs;
  /** The fields of the answer; nothing for actions that give nothing back. */
  readonly handle: (deps: ActionDeps, call: Call, value: Value) => Promise<XmlFields | undefined>;
};

/** An action after its input was read, with the input's type closed over. */
export type PreparedAction = {
  needs(deps: ActionDeps): Needs;
  handle(deps: ActionDeps, call: Call): Promise<XmlFields | undefined>;
};

export type Action = {
  readonly name: string;
  readonly anonymous: boolean;
  prepare(input: Input): PreparedAction;
};

export type Service = {
  readonly name: ServiceName;
  readonly protocol: WireProtocol;
  readonly version: string;
  readonly namespace: string;
  readonly actions: readonly Action[];
};

export function defineAction<Value>(spec: ActionSpec<Value>): Action {
  return {
    name: spec.name,
    anonymous: spec.anonymous ?? false,
    prepare(input) {
      const value = spec.decode(input);
      return {
        needs: (deps) => spec.needs(value, deps),
        handle: (deps, call) => spec.handle(deps, call, value),
      };
    },
  };
}

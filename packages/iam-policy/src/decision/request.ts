// What is asked: one action on one resource, with its condition keys.
import type { Context } from '../context.ts';

export type AccessRequest = {
  /** `redshift:GetClusterCredentials`. */
  readonly action: string;
  /** An ARN, or `*` for actions that have no resource. */
  readonly resource: string;
  readonly context: Context;
};

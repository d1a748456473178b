// Who calls: the account's root, a session of a role, or nobody (only where an action allows it).
import type { Session } from '../credentials/session.ts';
import type { Role } from '../store/resources.ts';

export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'root'; readonly arn: string; readonly userId: string }
  | {
      readonly kind: 'session';
      /** `arn:aws:sts::A:assumed-role/ROLE/SESSION`. */
      readonly arn: string;
      /** `aws:userid`: `AROA…:SESSION`. */
      readonly userId: string;
      readonly role: Role;
      readonly session: Session;
    };

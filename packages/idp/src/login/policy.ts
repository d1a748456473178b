// What must be proved before a session opens: an ordered list of named reasons, the same for every way in.
import type { Factor } from '@keyshift/directory';
import type { LoginMethod } from '../session/session-rules.ts';

type Facts = {
  /** What has been proved so far. */
  readonly methods: readonly LoginMethod[];
  readonly factors: readonly Pick<Factor, 'kind'>[];
};
type Requirement = { readonly reason: string; readonly isMet: (facts: Facts) => boolean };

// A passkey with user verification is two factors in one.
const isStrong = (methods: readonly LoginMethod[]) => methods.some((method) => method !== 'password');

const LOGIN_REQUIREMENTS: readonly Requirement[] = [
  { reason: 'first_factor', isMet: ({ methods }) => methods.length > 0 },
  // Whoever has a second factor must use it, whatever the policy says.
  {
    reason: 'second_factor',
    isMet: ({ methods, factors }) => isStrong(methods) || !factors.some((one) => one.kind !== 'recovery_codes'),
  },
];

/** The first thing that is still to be proved; undefined if a session may open. */
export function findMissingProof(facts: Facts): string | undefined {
  return LOGIN_REQUIREMENTS.find((requirement) => !requirement.isMet(facts))?.reason;
}

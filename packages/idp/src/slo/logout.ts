// One single logout as a state: who began it, which applications took part in the session, and how each went.

export type ParticipantState =
  /** Not told yet. */
  | 'waiting'
  /** Told; its answer is awaited. */
  | 'asked'
  | 'ended'
  /** Refused, or its answer could not be trusted. */
  | 'failed'
  /** Has no single logout address. */
  | 'unreachable';

export type Participant = {
  readonly applicationId: string;
  readonly label: string;
  readonly nameId: { readonly value: string; readonly format: string };
  /** The session that it took part in. */
  readonly sessionIndex: string;
  readonly state: ParticipantState;
};
/** The service provider whose LogoutRequest began it. */
export type Initiator = {
  readonly applicationId: string;
  readonly requestId: string;
  readonly relayState: string | null;
};
export type Logout = {
  readonly id: string;
  /** Whose session it was; null if the application named nobody that it was ever told of. */
  readonly personId: string | null;
  /** Null if the person began it here. */
  readonly initiator: Initiator | null;
  readonly participants: readonly Participant[];
};

/** The participant to tell next, with its place in the list. */
export function findNext({ participants }: Logout): { at: number; participant: Participant } | undefined {
  const at = participants.findIndex((one) => one.state === 'waiting');
  const participant = participants[at];
  return participant === undefined ? undefined : { at, participant };
}

export function withState(logout: Logout, at: number, state: ParticipantState): Logout {
  const participants = logout.participants.map((one, index) => (index === at ? { ...one, state } : one));
  return { ...logout, participants };
}

/** True if every application that took part has ended its session. */
export function isComplete({ participants }: Logout): boolean {
  return participants.every((one) => one.state === 'ended');
}

// saml-core §3.7.3.2 – the answer is matched to the request it names; the id of ours tells logout and participant.
const REQUEST_ID = /^_(lgo_[0-9a-z]{24})\.(\d{1,3})$/;

export function requestIdOf({ id }: Logout, at: number): string {
  return `_${id}.${at}`;
}

export function parseRequestId(requestId: string): { logoutId: string; at: number } | undefined {
  const [, logoutId, at] = REQUEST_ID.exec(requestId) ?? [];
  return logoutId === undefined ? undefined : { logoutId, at: Number(at) };
}

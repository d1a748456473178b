// The log as a parameter: one event, typed fields, never a secret.

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** `event` is a stable dotted name such as `gateway.session_opened`. */
export type Log = (level: 'debug' | 'info' | 'warn' | 'error', event: string, fields?: LogFields) => void;

/** A log that keeps nothing: the default of tests and libraries. */
export const silentLog: Log = () => undefined;

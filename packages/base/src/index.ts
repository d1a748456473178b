// Errors, ids, clock and random types, findings, secrets; runs in browsers too.
export { AppError, type AppErrorInput, type ErrorText, isAppError } from './app-error.ts';
export { assertNever } from './assert-never.ts';
export type { Finding, FindingLevel } from './finding.ts';
export { newId, randomText } from './id.ts';
export { type Log, type LogFields, silentLog } from './log.ts';
export { nearestName } from './nearest-name.ts';
export { Secret } from './secret.ts';
export type { Now, RandomBytes } from './sources.ts';

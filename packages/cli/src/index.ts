// The composition root: one file per command.
export type { CliErrorCode } from './errors.ts';
export type { Info, InfoApplication, InfoCluster, InfoPerson } from './info.ts';
export { main } from './main.ts';
export { type StartInput, startEverything } from './up/start.ts';

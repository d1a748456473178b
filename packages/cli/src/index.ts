// The composition root: one file per command.
export type { Info, InfoApplication, InfoCluster, InfoPerson } from './info.ts';
export { main } from './main.ts';

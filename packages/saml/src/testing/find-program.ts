// Whether xmlsec1 is there, the independent verifier that some tests compare with.
import { spawnSync } from 'node:child_process';

export const hasXmlsec: boolean =
  spawnSync('xmlsec1', ['--version']).error === undefined || process.env['CI'] !== undefined;

/** Goes into the title of a test that is skipped without it. */
export const installXmlsec: string = hasXmlsec ? '' : ' (install: apt-get install xmlsec1)';

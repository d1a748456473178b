// `npm run bench`: runs every benchmark, prints a table, writes JSON. `npm run bench -- saml up` runs some.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRow } from './bench-row.ts';
import { benchDirectory } from './directory.ts';
import { benchGateway } from './gateway.ts';
import { benchIdp } from './idp.ts';
import { benchLoginTiming } from './login-timing.ts';
import { describeMachine } from './machine.ts';
import { benchRehearsal } from './rehearsal.ts';
import { benchSaml } from './saml.ts';
import { benchUp } from './up.ts';

const BENCHMARKS: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  saml: benchSaml,
  directory: benchDirectory,
  idp: benchIdp,
  'login-timing': benchLoginTiming,
  rehearsal: benchRehearsal,
  gateway: benchGateway,
  up: benchUp,
};

function formatRow({ name, value, unit, ratio, against, note }: BenchRow): string {
  const number = value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
  const figure = Number.isNaN(value) ? unit : `${number} ${unit}`;
  const comparison = ratio === undefined ? '' : `${ratio.toFixed(2)} × ${against}`;
  return [name.padEnd(52), figure.padStart(18), comparison.padEnd(34), note ?? ''].join('  ').trimEnd();
}

const wanted = process.argv.slice(2);
const machine = describeMachine();
process.stdout.write(
  `${Object.entries(machine)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ')}\n\n`,
);
const results: Record<string, readonly BenchRow[]> = {};
for (const [name, bench] of Object.entries(BENCHMARKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const rows = await bench();
  results[name] = rows;
  process.stdout.write(rows.map((row) => `${formatRow(row)}\n`).join(''));
}
const folder = join(import.meta.dirname, '../results');
mkdirSync(folder, { recursive: true });
const file = join(folder, `${machine['date']}.json`.replaceAll(':', '-'));
writeFileSync(file, `${JSON.stringify({ machine, results }, undefined, 2)}\n`);
process.stdout.write(`\nwritten to ${file}\n`);

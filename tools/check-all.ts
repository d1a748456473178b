// Runs every check of ours and prints what failed, why, and what to do.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkErrors } from './check-errors.ts';
import { checkLimits } from './check-limits.ts';
import { checkPackages } from './check-packages.ts';
import { checkSpecTags } from './check-spec-tags.ts';
import { checkSupplyChain } from './check-supply-chain.ts';
import { formatFinding } from './finding.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const checks = {
  packages: checkPackages,
  limits: checkLimits,
  'spec tags': checkSpecTags,
  errors: checkErrors,
  'supply chain': checkSupplyChain,
};

const findings = Object.entries(checks).flatMap(([name, check]) =>
  check(root).map((f) => `${name}: ${formatFinding(f)}`),
);
process.stdout.write(findings.map((line) => `${line}\n`).join(''));
process.stdout.write(`checks: ${Object.keys(checks).join(', ')}: ${findings.length} findings\n`);
process.exitCode = findings.length === 0 ? 0 : 1;

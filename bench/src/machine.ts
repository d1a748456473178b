// What the figures were measured on.
import { cpus, loadavg, totalmem } from 'node:os';

export type Machine = Readonly<Record<string, string | number>>;

export function describeMachine(): Machine {
  const [first] = cpus();
  return {
    date: new Date().toISOString(),
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform}-${process.arch}`,
    node: process.version,
    openssl: process.versions.openssl ?? '',
    load: Number(loadavg()[0]?.toFixed(2)),
  };
}

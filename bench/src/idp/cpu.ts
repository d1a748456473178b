// CPU time of other processes: a busy machine slows a server, but hardly changes what a request costs it.
import { readdirSync, readFileSync } from 'node:fs';

type Entry = { readonly pid: number; readonly parent: number; readonly name: string; readonly milliseconds: number };

// Linux counts in hundredths of a second.
const TICK_MS = 10;

function readEntry(pid: string): Entry[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = text.lastIndexOf(')');
    const fields = text.slice(end + 2).split(' ');
    const milliseconds = (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    return [
      { pid: Number(pid), parent: Number(fields[1]), name: text.slice(text.indexOf('(') + 1, end), milliseconds },
    ];
  } catch {
    // Ended meanwhile.
    return [];
  }
}

/** Milliseconds so far of all processes of that name beneath `root`; not a number where there is no /proc. */
export function cpuBeneath(root: number, name: string): number {
  if (process.platform !== 'linux') return Number.NaN;
  const entries = readdirSync('/proc')
    .filter((one) => /^\d+$/.test(one))
    .flatMap(readEntry);
  const beneath = new Set([root]);
  for (let size = 0; size !== beneath.size; ) {
    size = beneath.size;
    for (const { pid, parent } of entries) if (beneath.has(parent)) beneath.add(pid);
  }
  return entries
    .filter((one) => beneath.has(one.pid) && one.name === name)
    .reduce((sum, { milliseconds }) => sum + milliseconds, 0);
}

/** Milliseconds so far of this process. */
export function cpuOfOurs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

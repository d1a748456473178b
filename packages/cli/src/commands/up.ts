// `keyshift up`: everything embedded in one process tree, in the foreground.

import { resolve } from 'node:path';
import type { Settings } from '../config.ts';
import type { Info } from '../info.ts';
import type { Terminal } from '../terminal.ts';
import { describeUpEvent, type ReportUp } from '../up/events.ts';
import type { CommandSpec } from './command.ts';
import { describeInfo } from './info.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export const upCommand: CommandSpec = {
  name: 'up',
  summary: 'start identity provider, rehearsal AWS and cluster on this machine; Ctrl-C stops everything',
  example: 'npx keyshift up --demo',
  options: [
    { flags: '--demo', description: 'seed the journey: two groups, three people, a cluster with small tables' },
    { flags: '--json', description: 'print one JSON event a line; the last is {"event":"ready",…}' },
    { flags: '--web-port <port>', description: 'portals and SAML (default 8443)' },
    { flags: '--aws-port <port>', description: 'rehearsal AWS (default 4566)' },
    { flags: '--cluster-port <port>', description: 'the demo’s cluster (default 5439)' },
    { flags: '--listen-port <port>', description: 'where clients wait for the browser (default 7890)' },
  ],
  async run({ settings, terminal, now, random }, options) {
    // Loaded here, so that the other commands start without the servers.
    const { startEverything } = await import('../up/start.ts');
    const { translate } = await import('../data/claim.ts');
    const { nameTheFlag } = await import('../up/port-taken.ts');
    const report = options['json'] === true ? reportJson(terminal) : reportWords(terminal, settings);
    const stopped = waitForStop();
    const running = await startEverything({ settings, demo: options['demo'] === true, report, now, random }).catch(
      (error: unknown) => {
        throw nameTheFlag(translate(settings.data, error), settings);
      },
    );
    await stopped;
    terminal.progress('Stopping …');
    await running.close();
  },
};

/** Resolves at the first stop signal, also when it came while still starting. */
function waitForStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of STOP_SIGNALS) process.on(signal, () => resolve());
  });
}

function reportJson({ out }: Terminal): ReportUp {
  return (event) => out(JSON.stringify(event));
}

function reportWords(terminal: Terminal, settings: Settings): ReportUp {
  return (event) => {
    if (event.event === 'ready') {
      terminal.out(describeReady(event, settings));
      return;
    }
    const line = describeUpEvent(event);
    if (line !== '') terminal.progress(line);
  };
}

/** The end of the log: what there is, who can sign in, and a line to paste. */
function describeReady(event: Info & { milliseconds: number }, { data }: Settings): string {
  const seconds = (event.milliseconds / 1000).toFixed(1);
  const dataFlag = data === resolve('.keyshift') ? '' : ` --data ${data}`;
  const [person] = event.people;
  const next =
    person === undefined
      ? ['Describe a set-up in keyshift.yaml and run:', `  npx keyshift apply${dataFlag}`]
      : [
          `In another terminal, then sign in in the browser as ${person.username}:`,
          `  npx keyshift sql${dataFlag} -c "select current_user, count(*), sum(amount) from sales.orders"`,
        ];
  return ['', `Ready in ${seconds} s`, '', describeInfo(event), '', ...next, '', 'Ctrl-C stops everything.'].join('\n');
}

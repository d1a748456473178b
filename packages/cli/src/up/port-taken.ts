// A taken port, told with the flag that moves the listener away from it.
import { createServer } from 'node:net';
import { isAppError } from '@keyshift/base';
import type { Settings } from '../config.ts';
import { cliErrors } from '../errors.ts';

const FLAGS = { webPort: '--web-port', awsPort: '--aws-port', clusterPort: '--cluster-port' } as const;
type PortSetting = keyof typeof FLAGS;

/**
 * Tells of all ports that others use before anything is started on the way to them: a start that is going to fail should
 * do so at once. Throws `cli.port_taken`. Whoever takes a port later is told by the listener itself.
 */
export async function checkPorts(settings: Settings, names: readonly PortSetting[], host: string): Promise<void> {
  const taken: PortSetting[] = [];
  for (const name of names) if (await isTaken(settings[name], host)) taken.push(name);
  if (taken.length > 0) throw portTaken(settings, taken);
}

function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve('code' in error && error.code === 'EADDRINUSE'));
    probe.listen({ host, port }, () => probe.close(() => resolve(false)));
  });
}

function portTaken(settings: Settings, names: readonly PortSetting[]): Error {
  return cliErrors.portTaken({
    ports: names.map((name) => `port ${settings[name]}`).join(' and '),
    flags: names.map((name) => `${FLAGS[name]} <another port>`).join(' '),
  });
}

/** The failure with its flag if a port of these settings is taken; any other failure as it is. */
export function nameTheFlag(error: unknown, settings: Settings): unknown {
  if (!isAppError(error, 'http.port_taken') && !isAppError(error, 'gateway.port_taken')) return error;
  const port = error.details['port'];
  const setting = (Object.keys(FLAGS) as PortSetting[]).find((name) => settings[name] === port);
  return setting === undefined ? error : portTaken(settings, [setting]);
}

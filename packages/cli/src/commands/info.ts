// `keyshift info`: endpoints, people, passwords and URLs of the running Keyshift.
import { formatRows } from '../format/table.ts';
import { getInfo, type Info } from '../info.ts';
import type { CommandSpec } from './command.ts';

export const infoCommand: CommandSpec = {
  name: 'info',
  summary: 'show endpoints, people and passwords of the demo, AWS keys, clusters, JDBC URLs',
  example: 'npx keyshift info --json',
  options: [{ flags: '--json', description: 'print everything that a script needs as one JSON object' }],
  async run({ settings, terminal }, options) {
    const info = await getInfo(settings.data);
    terminal.out(options['json'] === true ? JSON.stringify(info, undefined, 2) : describeInfo(info));
  },
};

/** The info for people, ending in what to do next. */
export function describeInfo(info: Info): string {
  const places = [
    ['Sign in', info.web],
    ['AWS endpoint', `${info.aws.endpoint} (region ${info.aws.region}, account ${info.aws.accountId})`],
    ...info.clusters.map((cluster) => ['Redshift', `${cluster.host}:${cluster.port}/${cluster.database}`]),
    ['CA file', info.caFile],
  ];
  const people = [
    ...info.people.map((person) => [person.username, person.password, person.groups.join(', ') || '–']),
    [info.admin.username, info.admin.password, 'administrator'],
  ];
  const jdbc = info.clusters.flatMap((cluster) => [
    '',
    `JDBC as master   ${cluster.jdbcUrl}`,
    `JDBC as oneself  ${cluster.jdbcIamUrl}`,
  ]);
  return [
    ...places.map(([name = '', value = '']) => `${name.padEnd(13)} ${value}`),
    '',
    formatRows({ columns: ['Person', 'Password', 'Groups'], rows: people }, 'table'),
    ...jdbc,
  ].join('\n');
}

// `keyshift env`: the shell lines that point any AWS tool at the rehearsal.
import { getInfo } from '../info.ts';
import type { CommandSpec } from './command.ts';

export const envCommand: CommandSpec = {
  name: 'env',
  summary: 'print export lines for the AWS tools: eval "$(keyshift env)"',
  example: 'eval "$(npx keyshift env)" && aws sts get-caller-identity',
  options: [{ flags: '--json', description: 'print one JSON object' }],
  async run({ settings, terminal }, options) {
    const { aws } = await getInfo(settings.data);
    const variables = {
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: aws.accessKeyId,
      AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
      AWS_REGION: aws.region,
      AWS_DEFAULT_REGION: aws.region,
    };
    if (options['json'] === true) terminal.out(JSON.stringify(variables));
    else for (const [name, value] of Object.entries(variables)) terminal.out(`export ${name}='${value}'`);
  },
};

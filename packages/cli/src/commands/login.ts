// `keyshift login`: sign in through the browser and keep the session for the next commands.
import type { CommandSpec } from './command.ts';
import { describeSignIn, signInToJson } from './whoami.ts';

export const loginCommand: CommandSpec = {
  name: 'login',
  summary: 'sign in through the browser and keep the session',
  example: 'npx keyshift login',
  options: [{ flags: '--json', description: 'print who signed in as JSON' }],
  async run(deps, options) {
    const { getTarget, signInAnew } = await import('../connection.ts');
    const signedIn = await signInAnew(deps, await getTarget(deps));
    deps.terminal.out(options['json'] === true ? JSON.stringify(signInToJson(signedIn)) : describeSignIn(signedIn));
  },
};

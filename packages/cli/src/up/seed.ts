// The demo is seeded by the rollout itself, so that the demo, the tests and a real installation run the same code.
import type { Directory } from '@keyshift/directory';
import { applyRollout } from '@keyshift/rollout';
import type { Settings } from '../config.ts';
import type { Secrets } from '../data/secrets.ts';
import { openRolloutContext } from '../rollout/context.ts';
import { DEMO_FILE, readDemo } from '../rollout/description.ts';
import type { ReportUp } from './events.ts';

export type SeedInput = {
  readonly settings: Settings;
  readonly report: ReportUp;
  readonly secrets: Secrets;
  readonly directory: Directory;
  readonly tls: { readonly caPem: string };
  readonly web: string;
  readonly awsEndpoint: string;
  readonly accountRegion: string;
};

export async function seedDemo(p: SeedInput): Promise<void> {
  const description = await readDemo(p.settings);
  const context = await openRolloutContext({
    aws: { region: p.accountRegion, endpoint: p.awsEndpoint, ...p.secrets.rootCredentials },
    caPem: p.tls.caPem,
    baseUrl: p.web,
    directory: p.directory,
    secrets: p.secrets,
    description,
    descriptionFile: DEMO_FILE,
  });
  await applyRollout(context, description, p.report);
}

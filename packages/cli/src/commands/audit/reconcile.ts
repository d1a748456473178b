// `keyshift audit reconcile`: which assertions that AWS took were never signed here.
import { buffer } from 'node:stream/consumers';
import { type AssertionUse, type Endpoints, MOST_USES, type OutputOf } from '@keyshift/web-api';
import { type AdminRun, adminCommand, listOption } from '../../admin/admin-command.ts';
import type { Api } from '../../admin/api-client.ts';
import { isJson, printList } from '../../admin/print.ts';
import { readBytes } from '../../admin/read-text.ts';
import { cliErrors } from '../../errors.ts';
import { getInfo } from '../../info.ts';
import { type AssertionTrail, parseTrail } from '../../trail/parse-trail.ts';
import { readRehearsalTrail } from '../../trail/read-rehearsal.ts';
import { type CommandSpec, findText } from '../command.ts';

type Judged = OutputOf<Endpoints['reconcileAssertions']>;
type Item = Judged['items'][number];

const SAYS = { unknown: 'never issued here', differs: 'issued for something else' };

export const auditReconcileCommand: CommandSpec = adminCommand({
  name: 'audit reconcile',
  summary: 'compare the assertions that AWS took with those issued here; exit status 4 if one was not',
  example: 'aws cloudtrail lookup-events … | npx keyshift audit reconcile --trail -',
  options: [
    {
      flags: '--trail <file>',
      description:
        'CloudTrail log file, lookup-events output or JSON Lines; - reads stdin; the running rehearsal unless told',
    },
    { flags: '--provider <arn...>', description: 'SAML providers that count; those of the applications unless told' },
  ],
  async run(o) {
    const trail = await readTrail(o);
    const named = listOption(o.options, 'provider');
    const judged = await judge(o.api, trail.uses, named.length > 0 ? named : undefined);
    if (judged.providers.length === 0) throw cliErrors.trailNoProvider();
    print(o, trail, judged);
    const found = judged.items.filter(isFinding);
    if (found.length > 0) throw cliErrors.assertionsForged({ assertionIds: found.map((one) => one.assertionId) });
  },
});

type Finding = Item & { readonly verdict: keyof typeof SAYS };
const isFinding = (one: Item): one is Finding => one.verdict === 'unknown' || one.verdict === 'differs';

async function readTrail({ options, settings }: AdminRun): Promise<AssertionTrail> {
  const file = findText(options, 'trail');
  if (file === undefined) {
    return parseTrail('the rehearsal’s trail', await readRehearsalTrail(await getInfo(settings.data)));
  }
  return file === '-' ? parseTrail('stdin', await buffer(process.stdin)) : parseTrail(file, await readBytes(file));
}

async function judge(
  api: Api,
  uses: readonly AssertionUse[],
  providers: readonly string[] | undefined,
): Promise<Judged> {
  const items: Item[] = [];
  let counted: readonly string[] = [];
  // Once also without any, to learn which providers count.
  for (let first = 0; first === 0 || first < uses.length; first += MOST_USES) {
    const some = uses.slice(first, first + MOST_USES);
    const answer = await api('reconcileAssertions', {
      body: { uses: some, ...(providers !== undefined && { providers: [...providers] }) },
    });
    counted = answer.providers;
    items.push(...answer.items);
  }
  return { providers: [...counted], items };
}

function print({ terminal, options }: AdminRun, trail: AssertionTrail, { providers, items }: Judged): void {
  const findings = items.filter(isFinding);
  const count = (verdict: Item['verdict']) => items.filter((one) => one.verdict === verdict).length;
  const counts = {
    ...{ records: trail.records, refused: trail.refused },
    ...{ issued: count('issued'), unknown: count('unknown'), differs: count('differs') },
    ...{ tooOld: count('too_old'), otherProviders: count('other_provider') },
  };
  if (isJson(options)) {
    terminal.out(JSON.stringify({ providers, ...counts, findings }));
    return;
  }
  if (findings.length > 0) {
    printList({ terminal, options }, findings, {
      at: (one) => one.at,
      what: ({ verdict, difference }) =>
        difference === undefined ? SAYS[verdict] : `${SAYS[verdict]} (${difference})`,
      assertion: (one) => one.assertionId,
      role: (one) => one.roleArn,
      subject: (one) => one.subject,
      from: (one) => one.address,
    });
  }
  const others = [
    [counts.tooOld, 'older than the audit log'],
    [counts.otherProviders, 'of other providers'],
    [counts.refused, 'refused by AWS'],
  ] as const;
  const rest = others.filter(([n]) => n > 0).map(([n, what]) => `, ${n} ${what}`);
  terminal.out(`${counts.records} records: ${counts.issued} issued here, ${findings.length} not${rest.join('')}`);
}

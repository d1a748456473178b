// The console's hands: the rehearsal through AWS's own SDK with the root's key, so that its pages come in by everybody's door.
import {
  CreateSAMLProviderCommand,
  DeleteSAMLProviderCommand,
  GetSAMLProviderCommand,
  IAMClient,
  ListSAMLProvidersCommand,
  paginateListRoles,
  UpdateSAMLProviderCommand,
} from '@aws-sdk/client-iam';
import { type AwsConsole, idpErrors, type SamlProviderSummary } from '@keyshift/idp';
import { type AwsTarget, awsCodeOf, findOrAbsent, providerArn } from '@keyshift/rollout';

const CONNECT_MS = 2_000;
const ANSWER_MS = 15_000;
/** Where AWS publishes it at its sign-in page. */
const SIGN_IN_METADATA = '/static/saml-metadata.xml';

export type AwsConsoleInput = AwsTarget & { readonly endpoint: string; readonly accountId: string };

/** Opens no connection before it is asked: AWS starts after the identity provider. */
export function createAwsConsole(input: AwsConsoleInput): AwsConsole {
  const { endpoint, region, accountId, accessKeyId, secretAccessKey } = input;
  const iam = new IAMClient({
    ...{ endpoint, region },
    credentials: { accessKeyId, secretAccessKey: secretAccessKey.reveal() },
    maxAttempts: 1,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS },
  });
  const ask = <Answer>(work: () => Promise<Answer>) => inConsoleWords(endpoint, work);
  const arnOf = (name: string) => providerArn(accountId, name);
  return {
    listSamlProviders: () =>
      ask(async () => {
        const { SAMLProviderList = [] } = await iam.send(new ListSAMLProvidersCommand({}));
        return SAMLProviderList.map(({ Arn = '', ...provider }) => summarize(Arn, provider));
      }),
    findSamlProvider: (name) =>
      ask(async () => {
        const arn = arnOf(name);
        const command = new GetSAMLProviderCommand({ SAMLProviderArn: arn });
        const found = await findOrAbsent(iam.send(command), ['NoSuchEntity']);
        if (found === undefined) return undefined;
        const metadata = found.SAMLMetadataDocument ?? '';
        return { ...summarize(arn, found), metadata, trustedBy: await listTrusting(iam, arn) };
      }),
    createSamlProvider: ({ name, metadata }) =>
      ask(async () => {
        const command = new CreateSAMLProviderCommand({ Name: name, SAMLMetadataDocument: metadata });
        return (await iam.send(command)).SAMLProviderArn ?? '';
      }),
    replaceSamlMetadata: ({ name, metadata }) =>
      ask(async () => {
        const command = { SAMLProviderArn: arnOf(name), SAMLMetadataDocument: metadata };
        await iam.send(new UpdateSAMLProviderCommand(command));
      }),
    removeSamlProvider: (name) =>
      ask(async () => {
        await iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn: arnOf(name) }));
      }),
    signInMetadata: () =>
      ask(async () => {
        const signal = AbortSignal.timeout(ANSWER_MS);
        return (await fetch(new URL(SIGN_IN_METADATA, endpoint), { signal })).text();
      }),
  };
}

type Dates = { readonly CreateDate?: Date | undefined; readonly ValidUntil?: Date | undefined };

function summarize(arn: string, { CreateDate, ValidUntil }: Dates): SamlProviderSummary {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return { name, arn, createdAt: CreateDate ?? new Date(0), validUntil: ValidUntil ?? new Date(0) };
}

/** Names of the roles whose trust policies name it, in order. */
async function listTrusting(iam: IAMClient, arn: string): Promise<readonly string[]> {
  const trusting: string[] = [];
  for await (const { Roles = [] } of paginateListRoles({ client: iam }, {})) {
    // An ARN has nothing that JSON writes in another way.
    const named = Roles.filter(({ AssumeRolePolicyDocument = '' }) =>
      decodeURIComponent(AssumeRolePolicyDocument).includes(JSON.stringify(arn)),
    );
    trusting.push(...named.map(({ RoleName = '' }) => RoleName));
  }
  return trusting.sort();
}

/** A refusal and a way to AWS that does not work are told in words; anything else is a defect, and stays one. */
async function inConsoleWords<Answer>(endpoint: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (cause) {
    // First, for the SDK dresses every failure as if AWS had answered.
    const reason = findBrokenWay(cause);
    if (reason !== undefined) throw idpErrors.awsUnreachable({ endpoint, reason, cause });
    const awsCode = awsCodeOf(cause);
    if (awsCode === '' || !(cause instanceof Error)) throw cause;
    throw idpErrors.awsRefused({ awsCode, awsMessage: cause.message, cause });
  }
}

/** The system's word for it, such as ECONNREFUSED, wherever the libraries between have put it. */
function findBrokenWay(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'TimeoutError') return 'no answer in time';
  if ('code' in error && /^(E[A-Z]+|UND_ERR_\w+)$/.test(String(error.code))) return String(error.code);
  return findBrokenWay(error.cause);
}

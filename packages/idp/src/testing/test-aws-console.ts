// An account at AWS in memory for tests of the console's API: keeps what it is given, and refuses as IAM does.
import { parseIdpMetadata } from '@keyshift/saml';
import type { AwsConsole, StoredSamlProvider } from '../aws/console.ts';
import { idpErrors } from '../errors.ts';

const ACCOUNT = '123456789012';
const CENTURY_MS = 100 * 365 * 86_400_000;

export type TestAwsConsole = AwsConsole & {
  /** Makes a role whose trust policy names a provider. */
  trust(role: string, provider: string): void;
  /** While set, nothing answers. */
  isDown: boolean;
};

export function createTestAwsConsole(now: () => Date): TestAwsConsole {
  const providers = new Map<string, Omit<StoredSamlProvider, 'trustedBy'>>();
  const roles = new Map<string, string>();
  const answer = <T>(give: () => T): Promise<T> =>
    console.isDown
      ? Promise.reject(idpErrors.awsUnreachable({ endpoint: 'http://127.0.0.1:4566', reason: 'ECONNREFUSED' }))
      : new Promise((resolve) => resolve(give()));
  const refuse = (awsCode: string, awsMessage: string) => {
    throw idpErrors.awsRefused({ awsCode, awsMessage });
  };
  const arnOf = (name: string) => `arn:aws:iam::${ACCOUNT}:saml-provider/${name}`;
  const put = (name: string, metadata: string, createdAt: Date) => {
    const [stated] = parseIdpMetadata(metadata);
    const validUntil = stated?.validUntil ?? new Date(createdAt.getTime() + CENTURY_MS);
    providers.set(name, { name, arn: arnOf(name), createdAt, validUntil, metadata });
  };
  const console: TestAwsConsole = {
    isDown: false,
    trust: (role, provider) => roles.set(role, provider),
    listSamlProviders: () => answer(() => [...providers.values()]),
    findSamlProvider: (name) =>
      answer(() => {
        const found = providers.get(name);
        const trustedBy = [...roles].flatMap(([role, provider]) => (provider === name ? [role] : []));
        return found && { ...found, trustedBy };
      }),
    createSamlProvider: ({ name, metadata }) =>
      answer(() => {
        if (providers.has(name)) refuse('EntityAlreadyExists', `SAMLProvider ${arnOf(name)} already exists.`);
        put(name, metadata, now());
        return arnOf(name);
      }),
    replaceSamlMetadata: ({ name, metadata }) =>
      answer(() => {
        const found = providers.get(name);
        if (found === undefined) return refuse('NoSuchEntity', `Manifest not found for arn ${arnOf(name)}`);
        put(name, metadata, found.createdAt);
      }),
    removeSamlProvider: (name) =>
      answer(() => {
        if (!providers.delete(name)) refuse('NoSuchEntity', `Manifest not found for arn ${arnOf(name)}`);
      }),
    signInMetadata: () => answer(() => '<EntityDescriptor entityID="urn:amazon:webservices"/>'),
  };
  return console;
}

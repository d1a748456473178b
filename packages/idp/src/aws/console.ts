// The account at AWS that the console's pages show and change; whoever starts the identity provider gives it.

export type SamlProviderSummary = {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly validUntil: Date;
};
export type StoredSamlProvider = SamlProviderSummary & {
  /** Byte for byte as it was given. */
  readonly metadata: string;
  /** Names of the roles whose trust policies name it. */
  readonly trustedBy: readonly string[];
};

/** Every call throws `idp.aws_refused` with AWS's own reason, `idp.aws_unreachable` if there is no answer. */
export type AwsConsole = {
  listSamlProviders(): Promise<readonly SamlProviderSummary[]>;
  /** Undefined if there is none of that name. */
  findSamlProvider(name: string): Promise<StoredSamlProvider | undefined>;
  /** Answers with its ARN. */
  createSamlProvider(provider: { name: string; metadata: string }): Promise<string>;
  replaceSamlMetadata(provider: { name: string; metadata: string }): Promise<void>;
  removeSamlProvider(name: string): Promise<void>;
  /** The service provider metadata that AWS publishes for its sign-in page. */
  signInMetadata(): Promise<string>;
};

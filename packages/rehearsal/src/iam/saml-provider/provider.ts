// A SAML provider: its names, how it is found, and what its metadata must be.
import { isAppError } from '@keyshift/base';
import type { ActionDeps } from '../../action/action.ts';
import type { TextRule } from '../../action/input.ts';
import type { SamlProvider } from '../../store/resources.ts';
import type { ResourceStore } from '../../store/store.ts';
import { iamFaults } from '../faults.ts';

export const PROVIDER_NAME: TextRule = { min: 1, max: 128, pattern: /^[\w.-]+$/ };
export const METADATA: TextRule = { min: 1000, max: 10_000_000 };

export function providerArn(name: string, { accountId }: { accountId: string }): string {
  return `arn:aws:iam::${accountId}:saml-provider/${name}`;
}

export async function getProvider(store: ResourceStore, arn: string): Promise<SamlProvider> {
  const provider = await store.find('saml-provider', arn);
  if (provider === undefined) throw iamFaults.noSuchEntity(`Manifest not found for arn ${arn}`);
  return provider;
}

/** Throws InvalidInput for a document that could never verify an assertion. */
export function checkMetadata({ documents }: ActionDeps, metadata: string): void {
  try {
    documents.metadata(metadata);
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw iamFaults.invalidInput('Could not parse metadata', error);
  }
}

/** The earliest end of validity that the document states; a hundred years without any. */
export function validUntilOf(deps: ActionDeps, metadata: string): string {
  const ends = deps.documents.metadata(metadata).flatMap(({ validUntil }) => validUntil ?? []);
  const stated = ends.sort((left, right) => left.getTime() - right.getTime())[0];
  if (stated !== undefined) return stated.toISOString();
  const century = deps.now();
  century.setUTCFullYear(century.getUTCFullYear() + 100);
  return century.toISOString();
}

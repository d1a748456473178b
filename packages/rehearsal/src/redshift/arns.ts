// ARNs of Redshift resources.
type Place = { readonly accountId: string; readonly region: string };

export function redshiftArn(resource: string, { accountId, region }: Place): string {
  return `arn:aws:redshift:${region}:${accountId}:${resource}`;
}

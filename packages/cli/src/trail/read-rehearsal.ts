// The trail of the rehearsal that runs beside this Keyshift, asked for as at AWS.
import type { Info } from '../info.ts';

/** In the shape of `aws cloudtrail lookup-events`, as its parser takes it. */
export async function readRehearsalTrail({ aws }: Info): Promise<Uint8Array> {
  // The SDK loads slowly, and a file is read without it.
  const { CloudTrailClient, paginateLookupEvents } = await import('@aws-sdk/client-cloudtrail');
  const { accessKeyId, secretAccessKey, endpoint, region } = aws;
  const client = new CloudTrailClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
  const byName = [{ AttributeKey: 'EventName' as const, AttributeValue: 'AssumeRoleWithSAML' }];
  const Events: unknown[] = [];
  for await (const page of paginateLookupEvents({ client }, { LookupAttributes: byName })) {
    Events.push(...(page.Events ?? []));
  }
  return Buffer.from(JSON.stringify({ Events }));
}

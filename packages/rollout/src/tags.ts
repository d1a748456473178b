// Ownership by tag, in the shape each AWS service gives it.
import { OWNER_TAG } from './resource.ts';

type Tag = { Key?: string | undefined; Value?: string | undefined };

export function ownerTags(rollout: string): { Key: string; Value: string }[] {
  return [{ Key: OWNER_TAG, Value: rollout }];
}

export function isOurs(tags: readonly Tag[] | undefined, rollout: string): boolean {
  return (tags ?? []).some(({ Key, Value }) => Key === OWNER_TAG && Value === rollout);
}

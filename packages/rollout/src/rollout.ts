// Carries a description out, or takes away what it made; each step is told as an event.
import { inWords } from './aws-call.ts';
import type { RolloutContext } from './context.ts';
import type { Description } from './description.ts';
import { desiredResources } from './desired.ts';
import { rolloutErrors } from './errors.ts';
import type { Observation, Resource, ResourceKind } from './resource.ts';

export type RolloutAction = 'create' | 'update' | 'keep' | 'remove' | 'leave';

export type RolloutEvent = {
  readonly event: 'rollout.change';
  readonly action: RolloutAction;
  readonly kind: ResourceKind;
  readonly name: string;
  /** Why it is updated, or why it is left. */
  readonly differences: readonly string[];
};

export type Report = (event: RolloutEvent) => void;

/**
 * Makes everything described, in order; a second run changes nothing. What exists already as described is kept,
 * whoever made it; what differs and is not ours is refused (`rollout.foreign_resource`). Throws `rollout.aws_refused`.
 */
export async function applyRollout(context: RolloutContext, description: Description, report: Report): Promise<void> {
  for (const resource of desiredResources(context, description)) {
    const observed = await inWords(`look at the ${resource.kind} ${resource.name}`, () => resource.observe());
    const event = decideApply(resource, observed);
    if (event.action === 'create')
      await inWords(`create the ${resource.kind} ${resource.name}`, () => resource.create());
    if (event.action === 'update')
      await inWords(`update the ${resource.kind} ${resource.name}`, () => resource.update());
    report(event);
  }
}

/** Removes, in reverse order, exactly what this rollout made. */
export async function destroyRollout(context: RolloutContext, description: Description, report: Report): Promise<void> {
  const resources = desiredResources(context, description).filter((resource) => resource.removedByDestroy);
  for (const resource of resources.toReversed()) {
    const observed = await inWords(`look at the ${resource.kind} ${resource.name}`, () => resource.observe());
    if (observed.state === 'absent') continue;
    const event = decideDestroy(resource, observed.ours);
    if (event.action === 'remove')
      await inWords(`remove the ${resource.kind} ${resource.name}`, () => resource.remove());
    report(event);
  }
}

function decideApply({ kind, name }: Resource, observed: Observation): RolloutEvent {
  if (observed.state === 'absent') return change('create', kind, name);
  if (observed.differences.length === 0) return change('keep', kind, name);
  if (!observed.ours) throw rolloutErrors.foreignResource({ kind, name });
  return change('update', kind, name, observed.differences);
}

function decideDestroy({ kind, name }: Resource, ours: boolean): RolloutEvent {
  return ours ? change('remove', kind, name) : change('leave', kind, name, ['not made by this rollout']);
}

function change(
  action: RolloutAction,
  kind: ResourceKind,
  name: string,
  differences: readonly string[] = [],
): RolloutEvent {
  return { event: 'rollout.change', action, kind, name, differences };
}

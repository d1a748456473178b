// Each attribute mapping from its source through its transforms to its values: for the sign-in and for its preview.
import {
  type AttributeMapping,
  type AttributeSource,
  applyTransform,
  findUserField,
  type PersonFields,
  passesFilter,
  type SsoApplication,
} from '@keyshift/directory';
import type { Attribute } from './context.ts';

export type AttributeFacts = {
  readonly person: PersonFields;
  /** The role that the person's entitlement picks. */
  readonly roleArn: string | null;
  /** The person's groups that are tied to the application and to that role. */
  readonly groups: readonly string[];
};
export type EvaluatedAttribute = {
  readonly mapping: AttributeMapping;
  /** The source in words. */
  readonly source: string;
  readonly input: readonly string[];
  /** What each transform made of the values before it. */
  readonly steps: readonly { readonly transform: string; readonly output: readonly string[] }[];
  readonly values: readonly string[];
  /** Why there is no value, or fewer than one might expect. */
  readonly note: string | null;
  /** True if nobody can sign in without it. */
  readonly isMissing: boolean;
};
type Input = Pick<EvaluatedAttribute, 'source' | 'input' | 'note'> & { readonly isMissing?: boolean };

const NO_PROVIDER = 'the SAML provider at AWS is not recorded';
const NO_ROLE = 'your group has no IAM role';

function groupsInput(source: Extract<AttributeSource, { kind: 'groups' }>, groups: readonly string[]): Input {
  const { filter } = source;
  const input = groups.filter((group) => passesFilter(group, filter));
  const words = filter === undefined ? 'groups' : `groups, ${filter.operator} ${filter.values.join(', ')}`;
  if (input.length === groups.length) return { source: words, input, note: null };
  return { source: words, input, note: `${groups.length - input.length} of ${groups.length} groups are filtered out` };
}

// AWS reads the role with the provider that may speak for it, as one value.
function roleInput({ providerArn }: SsoApplication, roleArn: string | null): Input {
  const source = 'role and provider';
  if (providerArn === null) return { source, input: [], note: NO_PROVIDER, isMissing: true };
  if (roleArn === null) return { source, input: [], note: NO_ROLE, isMissing: true };
  return { source, input: [`${roleArn},${providerArn}`], note: null };
}

function inputOf(source: AttributeSource, application: SsoApplication, facts: AttributeFacts): Input {
  switch (source.kind) {
    case 'constant':
      return { source: 'constant', input: [source.value], note: null };
    case 'user': {
      const value = findUserField(facts.person, source.field);
      const input = value === undefined ? [] : [value];
      return { source: source.field, input, note: value === undefined ? `the person has no ${source.field}` : null };
    }
    case 'groups':
      return groupsInput(source, facts.groups);
    case 'role':
      return roleInput(application, facts.roleArn);
  }
}

function evaluate(mapping: AttributeMapping, application: SsoApplication, facts: AttributeFacts): EvaluatedAttribute {
  const { source, input, note, isMissing = false } = inputOf(mapping.source, application, facts);
  const steps: { transform: string; output: readonly string[] }[] = [];
  let current = input;
  for (const transform of mapping.transforms ?? []) {
    current = current.map((value) => applyTransform(value, transform));
    steps.push({
      transform: 'prefix' in transform ? `${transform.kind} ${transform.prefix}` : transform.kind,
      output: current,
    });
  }
  // What is empty, or the same twice, says nothing to the service provider.
  const values = [...new Set(current)].filter((value) => value !== '');
  return { mapping, source, input, steps, values, note, isMissing };
}

/** One result for each mapping, in their order. */
export function evaluateAttributes(application: SsoApplication, facts: AttributeFacts): EvaluatedAttribute[] {
  return application.attributes.map((mapping) => evaluate(mapping, application, facts));
}

/** What goes into the assertion: mappings of one name as one attribute, those without values left out. */
export function joinAttributes(evaluated: readonly EvaluatedAttribute[]): Attribute[] {
  const joined = new Map<string, Attribute>();
  for (const { mapping, values } of evaluated) {
    const { name, friendlyName, nameFormat } = mapping;
    const known = joined.get(name);
    joined.set(name, {
      ...(friendlyName !== undefined && { friendlyName }),
      ...(nameFormat !== undefined && { nameFormat }),
      ...known,
      name,
      values: [...new Set([...(known?.values ?? []), ...values])],
    });
  }
  return [...joined.values()].filter((attribute) => attribute.values.length > 0);
}

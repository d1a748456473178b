// What an attribute mapping must look like, whichever application it belongs to.
import { type FieldRule, isPlainText } from '../field-rules.ts';
import type { AttributeMapping, Transform } from './attribute-source.ts';
import { isUserField } from './user-field.ts';

const MOST_MAPPINGS = 100;
const MOST_TRANSFORMS = 10;

function isTransformUsable(transform: Transform): boolean {
  return !('prefix' in transform) || (transform.prefix !== '' && transform.prefix.length <= 200);
}

function areGroupsUsable({ source }: AttributeMapping): boolean {
  if (source.kind !== 'groups' || source.filter === undefined) return true;
  const { values } = source.filter;
  return values.length > 0 && values.length <= 100 && values.every((one) => one !== '' && one.length <= 200);
}

export function attributeRules(attributes: readonly AttributeMapping[]): FieldRule[] {
  const field = 'attributes';
  const unknown = attributes.flatMap(({ source }) =>
    source.kind === 'user' && !isUserField(source.field) ? [source.field] : [],
  );
  return [
    {
      field,
      holds: attributes.length <= MOST_MAPPINGS,
      why: `there are more than ${MOST_MAPPINGS}`,
      fix: 'remove what the application does not read',
    },
    {
      field,
      holds: attributes.every((one) => one.name !== '' && isPlainText(one.name, 1_024)),
      why: 'an attribute has no usable name',
      fix: 'name every attribute on one line of at most 1024 characters',
    },
    {
      field,
      holds: attributes.every((one) => one.friendlyName === undefined || isPlainText(one.friendlyName, 200)),
      why: 'a friendly name is longer than 200 characters or not one line',
      fix: 'shorten it, or leave it out',
    },
    {
      field,
      holds: attributes.every((one) => one.source.kind !== 'constant' || isPlainText(one.source.value, 1_024)),
      why: 'a constant has spaces around it, control characters, or more than 1024 characters',
      fix: 'correct the constant',
    },
    {
      field,
      holds: unknown.length === 0,
      why: `there is no user field "${unknown[0]?.slice(0, 60)}"`,
      fix: 'choose a user field, or "custom." and the name of a custom one',
    },
    {
      field,
      holds: attributes.every(
        ({ transforms = [] }) => transforms.length <= MOST_TRANSFORMS && transforms.every(isTransformUsable),
      ),
      why: 'a transform has no prefix, or there are more than ten on one attribute',
      fix: 'give each prefix 1 to 200 characters',
    },
    {
      field,
      holds: attributes.every(areGroupsUsable),
      why: 'a group filter has no value, or an empty or too long one',
      fix: 'give 1 to 100 values of 1 to 200 characters',
    },
  ];
}

// What an attribute mapping must look like, whichever application it belongs to.
import { type FieldRule, isPlainText } from '../field-rules.ts';
import type { AttributeMapping, Transform } from './attribute-source.ts';
import { isUserField } from './user-field.ts';

const MOST_MAPPINGS = 100;
const MOST_TRANSFORMS = 10;

function isTransformUsable(transform: Transform): boolean {
  return !('prefix' in transform) || (transform.prefix !== '' && transform.prefix.length <= 200);
}

function isFilterUsable({ source }: AttributeMapping): boolean {
  if (source.kind !== 'groups' || source.filter === undefined) return true;
  const { values } = source.filter;
  return values.length > 0 && values.length <= 100 && values.every((one) => one !== '' && one.length <= 200);
}

function sourceRules(attribute: AttributeMapping, at: string): FieldRule[] {
  const { source } = attribute;
  const unknown = source.kind === 'user' && !isUserField(source.field) ? source.field : undefined;
  return [
    {
      field: `${at}.source.value`,
      holds: source.kind !== 'constant' || isPlainText(source.value, 1_024),
      why: 'the constant has spaces around it, control characters, or more than 1024 characters',
      fix: 'correct the constant',
    },
    {
      field: `${at}.source.field`,
      holds: unknown === undefined,
      why: `there is no user field "${unknown?.slice(0, 60)}"`,
      fix: 'choose a user field, or "custom." and the name of a custom one',
    },
    {
      field: `${at}.source.filter`,
      holds: isFilterUsable(attribute),
      why: 'the group filter has no value, or an empty or too long one',
      fix: 'give 1 to 100 values of 1 to 200 characters',
    },
  ];
}

function transformRules({ transforms = [] }: AttributeMapping, at: string): FieldRule[] {
  return [
    {
      field: `${at}.transforms`,
      holds: transforms.length <= MOST_TRANSFORMS,
      why: `there are more than ${MOST_TRANSFORMS} transforms on this attribute`,
      fix: 'remove some',
    },
    ...transforms.slice(0, MOST_TRANSFORMS).map((transform, index) => ({
      field: `${at}.transforms.${index}.prefix`,
      holds: isTransformUsable(transform),
      why: 'the prefix is empty or longer than 200 characters',
      fix: 'give 1 to 200 characters',
    })),
  ];
}

function oneAttributeRules(attribute: AttributeMapping, at: string): FieldRule[] {
  const { name, friendlyName } = attribute;
  return [
    {
      field: `${at}.name`,
      holds: name !== '' && isPlainText(name, 1_024),
      why: 'the attribute has no usable name',
      fix: 'name it on one line of at most 1024 characters',
    },
    {
      field: `${at}.friendlyName`,
      holds: friendlyName === undefined || isPlainText(friendlyName, 200),
      why: 'it is longer than 200 characters or not one line',
      fix: 'shorten it, or leave it out',
    },
    ...sourceRules(attribute, at),
    ...transformRules(attribute, at),
  ];
}

export function attributeRules(attributes: readonly AttributeMapping[]): FieldRule[] {
  return [
    {
      field: 'attributes',
      holds: attributes.length <= MOST_MAPPINGS,
      why: `there are more than ${MOST_MAPPINGS}`,
      fix: 'remove what the application does not read',
    },
    ...attributes.slice(0, MOST_MAPPINGS).flatMap((one, at) => oneAttributeRules(one, `attributes.${at}`)),
  ];
}

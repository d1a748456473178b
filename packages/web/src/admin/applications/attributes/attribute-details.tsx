// What few services ask for: the second name of an attribute, and the format of its name.
import type { AttributeMapping } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { Select } from '../../../ui/choice/select.tsx';
import { Input } from '../../../ui/field/input.tsx';

type NameFormat = NonNullable<AttributeMapping['nameFormat']>;
/** What is sent unless told. */
const DEFAULT: NameFormat = 'uri';
const FORMATS: readonly { id: NameFormat; label: string; detail: string }[] = (
  [
    ['uri', 'URI (usual)'],
    ['basic', 'Basic'],
    ['unspecified', 'Unspecified'],
  ] as const
).map(([id, label]) => ({ id, label, detail: `urn:oasis:names:tc:SAML:2.0:attrname-format:${id}` }));

type DetailsProps = {
  readonly id: string;
  /** Of the row: "attribute 3". */
  readonly label: string;
  readonly attribute: AttributeMapping;
  readonly error: string | undefined;
  readonly onChange: (attribute: AttributeMapping) => void;
};

export function AttributeDetails({ id, label, attribute, error, onChange }: DetailsProps): ReactNode {
  const { friendlyName = '', nameFormat = DEFAULT } = attribute;
  return (
    <div id={id} className="grid gap-4 rounded-md bg-sunken p-3 md:col-span-4 md:grid-cols-2">
      <Input
        label={`Friendly name of ${label}`}
        isOptional
        hint="Sent beside the name, for people who read logs. Services go by the name."
        maxLength={200}
        value={friendlyName}
        error={error}
        onChange={(event) => onChange(withDetails(attribute, { friendlyName: event.target.value, nameFormat }))}
      />
      <Select
        label={`Name format of ${label}`}
        hint="Change it only if the service’s manual asks for another."
        options={FORMATS}
        value={nameFormat}
        onChange={(next) => onChange(withDetails(attribute, { friendlyName, nameFormat: next }))}
      />
    </div>
  );
}

/** What is as usual is left out, so that going back to it is no change. */
function withDetails(attribute: AttributeMapping, details: { friendlyName: string; nameFormat: NameFormat }) {
  const { friendlyName: _friendlyName, nameFormat: _nameFormat, ...rest } = attribute;
  return {
    ...rest,
    ...(details.friendlyName !== '' && { friendlyName: details.friendlyName }),
    ...(details.nameFormat !== DEFAULT && { nameFormat: details.nameFormat }),
  };
}

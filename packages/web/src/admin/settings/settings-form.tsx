// One part of the settings as a form: who may, what changed, and what somebody else changed meanwhile.
import type { BodyOf, Endpoints, Settings } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import { useChange, useEndpoint } from '../../api/endpoints.ts';
import { Loaded } from '../../api/loaded.tsx';
import { ObjectFormFrame } from '../../parts/object-form.tsx';
import { useObjectForm } from '../../parts/use-object-form.ts';
import type { ZodForm } from '../../ui/form/use-zod-form.ts';

type Schema = z.ZodType<FieldValues, FieldValues>;
type SettingsBody = BodyOf<Endpoints['updateSettings']>;
export type SettingsPart<S extends Schema> = {
  readonly schema: S;
  readonly valuesOf: (settings: Settings) => z.input<S>;
  readonly bodyOf: (values: z.output<S>) => SettingsBody;
  readonly labels: Readonly<Record<string, string>>;
  readonly format?: (value: unknown) => string;
};
type Fields<S extends Schema> = (form: ZodForm<z.input<S>, z.output<S>>, settings: Settings) => ReactNode;

export function SettingsForm<S extends Schema>({
  part,
  children,
}: {
  part: SettingsPart<S>;
  children: Fields<S>;
}): ReactNode {
  const settings = useEndpoint('getSettings');
  return (
    <Loaded result={settings}>
      {(data) => (
        <PartForm part={part} settings={data} refetch={settings.refetch}>
          {children}
        </PartForm>
      )}
    </Loaded>
  );
}

function PartForm<S extends Schema>(o: {
  part: SettingsPart<S>;
  settings: Settings;
  refetch: () => unknown;
  children: Fields<S>;
}): ReactNode {
  const { schema, valuesOf, bodyOf, labels, format } = o.part;
  const change = useChange('updateSettings', { stale: ['getSettings', 'getPasswordPolicy', 'listAudit'] });
  const object = useObjectForm<S, Settings>({
    schema,
    object: o.settings,
    valuesOf,
    labels,
    ...(format !== undefined && { format }),
    save: (values, { version }) => change.mutateAsync({ body: bodyOf(values), version }),
    refetch: o.refetch,
    saved: 'Settings saved',
  });
  return (
    <ObjectFormFrame object={object} noun="page of settings" need="own">
      {o.children(object.form, o.settings)}
    </ObjectFormFrame>
  );
}

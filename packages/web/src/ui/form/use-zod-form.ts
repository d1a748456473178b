// A form checked by a zod schema, with props ready to spread into the kit's fields.
import { zodResolver } from '@hookform/resolvers/zod';
import {
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  get,
  type PathValue,
  type UseFormRegisterReturn,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';

export type TextProps = UseFormRegisterReturn & { readonly error: string | undefined };
export type PickProps<V> = {
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly error: string | undefined;
};

export type ZodForm<In extends FieldValues, Out = In> = UseFormReturn<In, unknown, Out> & {
  /** For Input and Textarea: `<Input label="Name" {...form.text('name')} />`. */
  text(name: FieldPath<In>): TextProps;
  /** For Select, ComboBox, MultiSelect, Checkbox, Radios: `<Select … {...form.pick('role')} />`. */
  pick<N extends FieldPath<In>>(name: N): PickProps<PathValue<In, N>>;
};

/** Fields complain after they were left, and correct themselves while typing. */
export function useZodForm<S extends z.ZodType<FieldValues, FieldValues>>(o: {
  schema: S;
  values: DefaultValues<z.input<S>>;
}): ZodForm<z.input<S>, z.output<S>> {
  const form = useForm<z.input<S>, unknown, z.output<S>>({
    resolver: zodResolver(o.schema),
    defaultValues: o.values,
    mode: 'onTouched',
  });
  const { errors, isSubmitted } = form.formState;
  const errorOf = (name: string): string | undefined => {
    const error: { message?: string } | undefined = get(errors, name);
    return error?.message;
  };
  return {
    ...form,
    // Reading it here subscribes the page, whoever shows it.
    formState: form.formState,
    text: (name) => ({ ...form.register(name), error: errorOf(name) }),
    pick: (name) => ({
      value: form.watch(name),
      onChange: (value) =>
        form.setValue(name, value, { shouldDirty: true, shouldTouch: true, shouldValidate: isSubmitted }),
      error: errorOf(name),
    }),
  };
}

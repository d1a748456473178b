// What is done to every value of an attribute, left to right: small tags, each removable.
import type { Transform } from '@keyshift/web-api';
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/action/button.tsx';
import { controlLook } from '../../../ui/field/field.tsx';
import { Menu } from '../../../ui/overlay/menu.tsx';
import { describeTransform } from './attribute-words.ts';

const CHOICES: readonly { label: string; make: Transform }[] = [
  { label: 'Lower case', make: { kind: 'lowercase' } },
  { label: 'Upper case', make: { kind: 'uppercase' } },
  { label: 'Without @domain', make: { kind: 'strip_domain' } },
  { label: 'Take a prefix away', make: { kind: 'strip_prefix', prefix: '' } },
  { label: 'Put a prefix in front', make: { kind: 'add_prefix', prefix: '' } },
];

type TransformsProps = {
  /** Of the row: "attribute 3". */
  readonly label: string;
  readonly transforms: readonly Transform[];
  readonly onChange: (transforms: Transform[]) => void;
};

export function Transforms({ label, transforms, onChange }: TransformsProps): ReactNode {
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-1.5">
      {transforms.map((transform, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a transform is its place
          key={at}
          className="flex min-h-6 max-w-full items-center gap-1 rounded-md border border-line-strong bg-sunken pl-2 text-xs whitespace-nowrap"
        >
          <TransformText
            label={`Prefix of transform ${at + 1} of ${label}`}
            transform={transform}
            onChange={(next) => onChange(transforms.map((one, index) => (index === at ? next : one)))}
          />
          <Button
            tone="plain"
            size="iconSmall"
            className="size-6"
            aria-label={`Remove ${describeTransform(transform)} from ${label}`}
            onPress={() => onChange(transforms.filter((_, index) => index !== at))}
          >
            <X aria-hidden className="size-3!" />
          </Button>
        </span>
      ))}
      <Menu
        label="Transforms"
        items={CHOICES.map((choice) => ({
          id: choice.make.kind,
          label: choice.label,
          onPress: () => onChange([...transforms, choice.make]),
        }))}
      >
        <Button tone="plain" size="small" className="h-6 px-1 text-ink-3" aria-label={`Add transform to ${label}`}>
          <Plus aria-hidden className="size-3!" />
          Transform
        </Button>
      </Menu>
    </div>
  );
}

function TransformText(o: {
  label: string;
  transform: Transform;
  onChange: (transform: Transform) => void;
}): ReactNode {
  const { transform } = o;
  if (transform.kind !== 'strip_prefix' && transform.kind !== 'add_prefix') return describeTransform(transform);
  return (
    <>
      {transform.kind === 'strip_prefix' ? 'without' : 'with'}
      <input
        aria-label={o.label}
        value={transform.prefix}
        spellCheck={false}
        autoComplete="off"
        className={`${controlLook} h-6 w-24 px-1.5 font-mono`}
        onChange={(event) => o.onChange({ ...transform, prefix: event.target.value })}
      />
      in front
    </>
  );
}

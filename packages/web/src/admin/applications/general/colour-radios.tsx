// One of the twelve tile colours, each with a name, so that it can be chosen without seeing it.
import { COLOURS } from '@keyshift/web-api';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { AriaLabel, fieldLook } from '../../../ui/field/field.tsx';

export type Colour = (typeof COLOURS)[number];

const NAMES: Readonly<Record<Colour, string>> = {
  '#202D38': 'Slate',
  '#005466': 'Petrol',
  '#3E8696': 'Teal',
  '#006CAC': 'Blue',
  '#0617AC': 'Ultramarine',
  '#7C6ADA': 'Lavender',
  '#D5779D': 'Rose',
  '#9E2F00': 'Rust',
  '#FFB000': 'Amber',
  '#58C469': 'Green',
  '#57C49F': 'Mint',
  '#FF6C03': 'Orange',
};

export function ColourRadios({ value, onChange }: { value: Colour; onChange: (colour: Colour) => void }): ReactNode {
  return (
    <RadioGroup
      className={fieldLook}
      value={value}
      onChange={(next) => onChange(next as Colour)}
      orientation="horizontal"
    >
      <AriaLabel label="Colour" />
      <div className="flex flex-wrap gap-2">
        {COLOURS.map((colour) => (
          <Radio
            key={colour}
            value={colour}
            aria-label={NAMES[colour]}
            className="group grid size-8 cursor-pointer place-items-center rounded-lg outline-offset-2 data-focus-visible:outline-2 data-focus-visible:outline-accent data-selected:ring-2 data-selected:ring-accent data-selected:ring-offset-2 data-selected:ring-offset-bg"
            style={{ backgroundColor: colour }}
          >
            <span className="hidden size-4 place-items-center rounded-full bg-bg text-ink group-data-selected:grid">
              <Check aria-hidden strokeWidth={3} className="size-3" />
            </span>
          </Radio>
        ))}
      </div>
      <span className="text-xs text-ink-3">{NAMES[value]}: behind the first letter where there is no logo.</span>
    </RadioGroup>
  );
}

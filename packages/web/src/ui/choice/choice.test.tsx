import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { describe, expect, it } from 'vitest';
import { Checkbox } from './checkbox.tsx';
import { ComboBox } from './combo-box.tsx';
import { MultiSelect } from './multi-select.tsx';
import { Radios } from './radios.tsx';
import { Select } from './select.tsx';
import { Switch } from './switch.tsx';

const OPTIONS = [
  { id: 'eu', label: 'Frankfurt' },
  { id: 'ie', label: 'Ireland' },
  { id: 'us', label: 'Virginia' },
];

/** Keeps a value and shows it as text. */
function Held<V>({ start, children }: { start: V; children: (value: V, onChange: (value: V) => void) => ReactNode }) {
  const [value, setValue] = useState(start);
  return (
    <>
      {children(value, setValue)}
      <output>{JSON.stringify(value)}</output>
    </>
  );
}
const held = () => JSON.parse(screen.getByRole('status', { hidden: true }).textContent ?? '');

describe('Select', () => {
  it('opens and chooses by keyboard', async () => {
    const user = userEvent.setup();
    render(
      <Held<string | undefined> start="eu">
        {(value, onChange) => <Select label="Region" options={OPTIONS} value={value} onChange={onChange} />}
      </Held>,
    );
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /Region/ }));
    await user.keyboard('{Enter}{ArrowDown}{Enter}');
    expect(held()).toBe('ie');
    expect(screen.getByRole('button', { name: /Region/ }).textContent).toContain('Ireland');
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('says its error and what is missing', () => {
    render(<Select label="Region" options={OPTIONS} value={undefined} onChange={() => undefined} error="Choose one" />);
    const button = screen.getByRole('button', { name: /Choose Region|Region/ });
    expect(button.textContent).toContain('Choose');
    const ids = (button.getAttribute('aria-describedby') ?? '').split(' ');
    expect(ids.map((id) => document.getElementById(id)?.textContent).join('')).toContain('Choose one');
  });
});

describe('ComboBox', () => {
  it('narrows by any part of the label', async () => {
    const user = userEvent.setup();
    render(
      <Held<string | undefined> start={undefined}>
        {(value, onChange) => <ComboBox label="Region" options={OPTIONS} value={value} onChange={onChange} />}
      </Held>,
    );
    await user.type(screen.getByRole('combobox', { name: 'Region' }), 'gin');
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Virginia']);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(held()).toBe('us');
  });
});

describe('MultiSelect', () => {
  const example = (
    <Held<string[]> start={['eu']}>
      {(value, onChange) => <MultiSelect label="Regions" options={OPTIONS} value={value} onChange={onChange} />}
    </Held>
  );

  it('adds by typing, and offers nothing twice', async () => {
    const user = userEvent.setup();
    render(example);
    await user.type(screen.getByRole('combobox', { name: 'Regions' }), 'r');
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Ireland', 'Virginia']);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(held()).toEqual(['eu', 'ie']);
  });

  it('closes its list after a choice, and opens it again for the next word', async () => {
    const user = userEvent.setup();
    render(example);
    const field = screen.getByRole('combobox', { name: 'Regions' });
    await user.type(field, 'r');
    await user.click(screen.getByRole('option', { name: 'Ireland' }));
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field).toHaveProperty('value', '');
    await user.type(field, 'v');
    await user.click(screen.getByRole('option', { name: 'Virginia' }));
    expect(held()).toEqual(['eu', 'ie', 'us']);
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('removes a tag by its button and by Delete', async () => {
    const user = userEvent.setup();
    render(example);
    const tags = screen.getByRole('grid', { name: 'Regions, chosen' });
    await user.click(within(tags).getByRole('button', { name: /Remove/ }));
    expect(held()).toEqual([]);
  });
});

describe('Radios', () => {
  it('move by arrow keys', async () => {
    const user = userEvent.setup();
    render(
      <Held<string | undefined> start="eu">
        {(value, onChange) => <Radios label="Region" options={OPTIONS} value={value} onChange={onChange} />}
      </Held>,
    );
    expect(screen.getByRole('radiogroup', { name: 'Region' })).toBeTruthy();
    await user.tab();
    await user.keyboard('{ArrowDown}');
    expect(held()).toBe('ie');
    expect(screen.getByRole('radio', { name: 'Ireland' })).toHaveProperty('checked', true);
  });
});

describe.each([
  ['Checkbox', Checkbox, 'checkbox'],
  ['Switch', Switch, 'switch'],
] as const)('%s', (_name, Widget, role) => {
  it('toggles by Space and by its label', async () => {
    const user = userEvent.setup();
    render(
      <Held start={false}>
        {(value, onChange) => <Widget label="Encrypt" detail="All of it" value={value} onChange={onChange} />}
      </Held>,
    );
    expect(screen.getByRole(role, { name: /Encrypt/ })).toBeTruthy();
    await user.tab();
    await user.keyboard(' ');
    expect(held()).toBe(true);
    await user.click(screen.getByText('Encrypt'));
    expect(held()).toBe(false);
  });
});

it('Checkbox can be mixed', () => {
  render(<Checkbox label="All" value={false} isMixed onChange={() => undefined} />);
  expect(screen.getByRole('checkbox', { name: 'All' })).toHaveProperty('indeterminate', true);
});

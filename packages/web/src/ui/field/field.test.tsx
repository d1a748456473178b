import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { DateRange, type Days } from './date-range.tsx';
import { FileDrop } from './file-drop.tsx';
import { Input } from './input.tsx';
import { Textarea } from './textarea.tsx';

const textOf = (element: HTMLElement) =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent;

describe.each([
  ['Input', Input],
  ['Textarea', Textarea],
])('%s', (_name, Widget) => {
  it('is found by its label and described by its hint', () => {
    render(<Widget label="ACS URL" hint="Also called reply URL" isOptional />);
    const field = screen.getByRole('textbox', { name: 'ACS URL (optional)' });
    expect(textOf(field)).toBe('Also called reply URL');
    expect(field.getAttribute('aria-invalid')).toBeNull();
  });

  it('shows an error instead of the hint and is invalid', () => {
    render(<Widget label="ACS URL" hint="Also called reply URL" error="This is not a URL" />);
    const field = screen.getByRole('textbox', { name: 'ACS URL' });
    expect(textOf(field)).toBe('This is not a URL');
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  it('keeps its name when the label is hidden', () => {
    render(<Widget label="Value" isLabelHidden />);
    expect(screen.getByLabelText('Value')).toBeTruthy();
  });
});

function Example({ start }: { start: Days }) {
  const [days, setDays] = useState(start);
  return (
    <>
      <DateRange label="Days" value={days} onChange={setDays} />
      <output>{JSON.stringify(days)}</output>
    </>
  );
}

describe('DateRange', () => {
  it('gives days, and leaves out an emptied one', async () => {
    const user = userEvent.setup();
    render(<Example start={{ from: '2026-11-01' }} />);
    await user.type(screen.getByLabelText('Days to'), '2026-11-26');
    expect(screen.getByRole('status').textContent).toBe('{"from":"2026-11-01","to":"2026-11-26"}');
    await user.clear(screen.getByLabelText('Days from'));
    expect(screen.getByRole('status').textContent).toBe('{"to":"2026-11-26"}');
  });

  it('says when the days are the wrong way round', () => {
    render(<Example start={{ from: '2026-11-26', to: '2026-11-01' }} />);
    expect(textOf(screen.getByLabelText('Days from'))).toBe('The first day is after the last');
    expect(screen.getByLabelText('Days to').getAttribute('aria-invalid')).toBe('true');
  });
});

describe('FileDrop', () => {
  const drop = (onFile: (file: File) => void, error?: string) => (
    <FileDrop label="Metadata" accept={['.xml']} what="SAML XML" mostBytes={1024} onFile={onFile} error={error} />
  );
  const input = () => document.querySelector<HTMLInputElement>('input[type=file]') ?? document.createElement('input');

  it('hands over a file that was chosen and names it', async () => {
    const user = userEvent.setup();
    const onFile = vi.fn();
    render(drop(onFile));
    expect(screen.getByRole('button', { name: 'Choose file Metadata' })).toBeTruthy();
    const file = new File(['<x/>'], 'sp.xml');
    await user.upload(input(), file);
    expect(onFile).toHaveBeenCalledWith(file);
    expect(screen.getByRole('status').textContent).toContain('sp.xml chosen');
  });

  it('refuses one that is too large', async () => {
    const user = userEvent.setup();
    const onFile = vi.fn();
    render(drop(onFile));
    await user.upload(input(), new File(['x'.repeat(1025)], 'big.xml'));
    expect(onFile).not.toHaveBeenCalled();
    expect(screen.getByRole('status').textContent).toBe('big.xml is larger than 1 kB');
  });

  it('tells that the one before is not meant any more', async () => {
    const user = userEvent.setup();
    const onRefuse = vi.fn();
    const shared = { label: 'Metadata', accept: ['.xml'], what: 'XML', mostBytes: 4, onFile: vi.fn(), onRefuse };
    render(<FileDrop {...shared} />);
    await user.upload(input(), new File(['<x/>'], 'sp.xml'));
    expect(onRefuse).not.toHaveBeenCalled();
    await user.upload(input(), new File(['<xy/>'], 'big.xml'));
    expect(onRefuse).toHaveBeenCalledOnce();
    expect(screen.queryByText('sp.xml')).toBeNull();
  });

  it('shows what was found in it', () => {
    render(drop(() => undefined, 'This is not metadata'));
    expect(textOf(screen.getByRole('button', { name: /Choose/ }))).toBe('This is not metadata');
  });
});

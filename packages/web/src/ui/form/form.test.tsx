import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ApiError } from '../../api/api-error.ts';
import { renderAt } from '../../testing/render-at.tsx';
import { Button } from '../action/button.tsx';
import { Link } from '../action/link.tsx';
import { Select } from '../choice/select.tsx';
import { Input } from '../field/input.tsx';
import { changesOf } from './changes.ts';
import { FormBanner } from './form-banner.tsx';
import { SaveBar } from './save-bar.tsx';
import { applyServerFindings, type FormRefusal } from './server-findings.ts';
import { useZodForm } from './use-zod-form.ts';

const schema = z.object({
  name: z.string().min(2, 'Two letters at least'),
  acs: z.url('Not a URL'),
  format: z.enum(['a', 'b']),
});
type Values = z.infer<typeof schema>;
const VALUES: Values = { name: 'Redshift', acs: 'http://localhost:7890/redshift/', format: 'a' };

function Example({ save }: { save: (values: Values) => Promise<void> }) {
  const form = useZodForm({ schema, values: VALUES });
  const [refusal, setRefusal] = useState<FormRefusal>();
  const submit = form.handleSubmit(async (values) => {
    try {
      await save(values);
    } catch (error) {
      setRefusal(applyServerFindings(form, error));
    }
  });
  return (
    <form onSubmit={(event) => void submit(event)}>
      <FormBanner refusal={refusal} />
      <Input label="Name" {...form.text('name')} />
      <Input label="ACS URL" {...form.text('acs')} />
      <Select
        label="Format"
        options={[
          { id: 'a', label: 'A' },
          { id: 'b', label: 'B' },
        ]}
        {...form.pick('format')}
      />
      <Button type="submit">Save</Button>
      <output>
        {changesOf({ before: VALUES, after: form.watch(), labels: { name: 'Name', format: 'Format' } }).length}
      </output>
    </form>
  );
}
const errorOf = (label: string) => {
  const field = screen.getByLabelText(label);
  return [
    field.getAttribute('aria-invalid'),
    document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent,
  ];
};

describe('useZodForm', () => {
  it('complains after a field was left, and hands over parsed values', async () => {
    const user = userEvent.setup();
    const save = vi.fn(async () => undefined);
    render(<Example save={save} />);
    await user.clear(screen.getByLabelText('Name'));
    await user.tab();
    await waitFor(() => expect(errorOf('Name')).toEqual(['true', 'Two letters at least']));
    await user.type(screen.getByLabelText('Name'), 'Airflow');
    await waitFor(() => expect(errorOf('Name')).toEqual([null, undefined]));
    await user.click(screen.getByRole('button', { name: /Format/ }));
    await user.click(screen.getByRole('option', { name: 'B' }));
    expect(screen.getByRole('status').textContent).toBe('2');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(save).toHaveBeenCalledWith({ ...VALUES, name: 'Airflow', format: 'b' }));
  });
});

describe('applyServerFindings', () => {
  const refusal = (findings: unknown) =>
    new ApiError({
      status: 422,
      code: 'x',
      what: 'it was not saved',
      why: 'of this',
      fix: 'do that',
      details: { findings },
      requestId: 'r1',
    });

  it('puts findings beside their fields and the rest above the form', async () => {
    const user = userEvent.setup();
    const findings = [
      { where: 'acs', why: 'it is taken', fix: 'choose another' },
      { where: 'limits', why: 'ten applications are the most', fix: 'delete one' },
    ];
    render(<Example save={() => Promise.reject(refusal(findings))} />);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(errorOf('ACS URL')).toEqual(['true', 'it is taken – choose another']));
    expect(document.activeElement).toBe(screen.getByLabelText('ACS URL'));
    const text = screen.getByRole('alert').textContent;
    expect(text).toContain('It was not saved');
    expect(text).toContain('limits: ten applications are the most – delete one');
    expect(text).toContain('r1');
  });

  it('shows no banner when every finding has its field', async () => {
    const user = userEvent.setup();
    render(<Example save={() => Promise.reject(refusal([{ where: 'name', why: 'taken', fix: '' }]))} />);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(errorOf('Name')).toEqual(['true', 'taken']));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows the words of an error without findings', async () => {
    const user = userEvent.setup();
    render(<Example save={() => Promise.reject(refusal('nonsense'))} />);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Of this – do that');
  });
});

const CHANGE = { field: 'ACS URL', from: 'x', to: '' };

describe('SaveBar', () => {
  it('is absent without changes, counts them, shows them and acts', async () => {
    const user = userEvent.setup();
    const [onSave, onDiscard] = [vi.fn(), vi.fn()];
    const { unmount } = render(<SaveBar changes={[]} onSave={onSave} onDiscard={onDiscard} />);
    expect(screen.queryByRole('region')).toBeNull();
    unmount();
    await renderAt('/', <SaveBar changes={[CHANGE]} onSave={onSave} onDiscard={onDiscard} />);
    expect(screen.getByText('1 change').role).toBe('status');
    await user.click(screen.getByRole('button', { name: /1 change/ }));
    expect(screen.getByRole('row', { name: 'ACS URL x removed' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    expect([onSave.mock.calls.length, onDiscard.mock.calls.length]).toEqual([1, 1]);
  });

  it('asks before the page is left over it; a search within the page is no leaving', async () => {
    const page = (
      <>
        <Link href="/?q=x">Search</Link>
        <Link href="/other">Elsewhere</Link>
        <SaveBar changes={[CHANGE]} onSave={vi.fn()} onDiscard={vi.fn()} />
      </>
    );
    const { user, address } = await renderAt('/', page);
    await user.click(screen.getByRole('link', { name: 'Search' }));
    await waitFor(() => expect(address()).toBe('/?q=x'));
    await user.click(screen.getByRole('link', { name: 'Elsewhere' }));
    await screen.findByRole('alertdialog', { name: 'Leave without saving?' });
    await user.click(screen.getByRole('button', { name: 'Stay' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(address()).toBe('/?q=x');
    await user.click(screen.getByRole('link', { name: 'Elsewhere' }));
    await user.click(await screen.findByRole('button', { name: 'Discard changes' }));
    await waitFor(() => expect(address()).toBe('/other'));
  });
});

it('changesOf says lists, yes and no, and what is absent', () => {
  const before: { groups?: string[]; on: boolean; note?: string } = { groups: ['a'], on: false, note: 'n' };
  const after: typeof before = { groups: ['a', 'b'], on: true };
  expect(changesOf({ before, after, labels: { groups: 'Groups', on: 'On', note: 'Note' } })).toEqual([
    { field: 'Groups', from: 'a', to: 'a, b' },
    { field: 'On', from: 'no', to: 'yes' },
    { field: 'Note', from: 'n', to: '' },
  ]);
});

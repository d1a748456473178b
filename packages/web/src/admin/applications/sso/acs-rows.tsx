// Where the service takes assertions: one or more addresses, one of them the default.
import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from '../../../ui/action/button.tsx';
import { ErrorText, labelLook } from '../../../ui/field/field.tsx';
import { Input } from '../../../ui/field/input.tsx';
import { useSettingsDraft } from '../one/settings-draft.tsx';

export function AcsRows(): ReactNode {
  const { values, errors, change, mayManage } = useSettingsDraft();
  const id = useId();
  const { acs } = values;
  const edit = (at: number, some: Partial<(typeof acs)[number]>) =>
    change({ acs: acs.map((row, index) => (index === at ? { ...row, ...some } : row)) });
  const add = () => {
    const index = acs.reduce((most, row) => Math.max(most, row.index + 1), 0);
    change({ acs: [...acs, { index, url: '', isDefault: acs.length === 0 }] });
  };
  const remove = (at: number) => {
    const rest = acs.filter((_, index) => index !== at);
    // One of those that are left has to be the default.
    const hasDefault = rest.some(({ isDefault }) => isDefault);
    change({ acs: rest.map((row, index) => ({ ...row, isDefault: row.isDefault || (!hasDefault && index === 0) })) });
  };
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-2 border-0 p-0" aria-describedby={id}>
      <legend className={`${labelLook} mb-1.5 p-0`}>ACS URLs</legend>
      {acs.map((row, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          key={at}
          className="grid grid-cols-[72px_minmax(0,1fr)_auto] items-start gap-2 sm:grid-cols-[72px_minmax(0,1fr)_auto_auto]"
        >
          <Input
            label={`Index of ACS ${at + 1}`}
            isLabelHidden
            inputMode="numeric"
            value={String(row.index)}
            onChange={(event) => edit(at, { index: Number(event.target.value.replace(/\D/g, '').slice(0, 5)) })}
            error={errors.at(`acs.${at}.index`)}
          />
          <Input
            label={`ACS URL ${at + 1}`}
            isLabelHidden
            isMono
            placeholder="https://"
            value={row.url}
            onChange={(event) => edit(at, { url: event.target.value })}
            error={errors.at(`acs.${at}.url`) ?? errors.at(`acs.${at}`)}
          />
          <label className="flex h-8 items-center gap-2 max-sm:col-start-2 max-sm:row-start-2">
            <input
              type="radio"
              name={`${id}-default`}
              className="size-4 accent-accent"
              checked={row.isDefault}
              onChange={() => change({ acs: acs.map((other, index) => ({ ...other, isDefault: index === at })) })}
            />
            Default<span className="sr-only"> is ACS {at + 1}</span>
          </label>
          <Button
            tone="plain"
            size="icon"
            aria-label={`Remove ACS ${at + 1}`}
            isDisabled={!mayManage}
            onPress={() => remove(at)}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button size="small" isDisabled={!mayManage} onPress={add}>
          <Plus aria-hidden />
          Add ACS URL
        </Button>
      </div>
      <div id={id} className="text-xs text-ink-3">
        {errors.at('acs') === undefined ? (
          'Assertion Consumer Service, also Recipient, Reply URL and SAML:aud. Compared letter by letter; Redshift drivers listen at http://localhost:7890/redshift/.'
        ) : (
          <ErrorText>{errors.at('acs')}</ErrorText>
        )}
      </div>
    </fieldset>
  );
}

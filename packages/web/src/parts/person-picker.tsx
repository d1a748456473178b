// One person of many: asks the server for what is typed.
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ComboBox as AriaComboBox, Button, Input } from 'react-aria-components';
import { useEndpoint } from '../api/endpoints.ts';
import { OptionPopover } from '../ui/choice/option.tsx';
import { AriaHint, AriaLabel, controlLook, type FieldProps, fieldLook } from '../ui/field/field.tsx';

const MOST = 20;
type Named = { readonly id: string; readonly displayName: string; readonly username: string; readonly email: string };

const optionOf = ({ id, displayName, username, email }: Named) => ({
  id,
  label: displayName,
  detail: `${username} · ${email}`,
});

export function PersonPicker(
  props: FieldProps & { value: string | undefined; onChange: (personId: string | undefined) => void },
): ReactNode {
  const { value, onChange } = props;
  const [text, setText] = useState('');
  const people = useEndpoint('listPeople', { query: { limit: MOST, ...(text !== '' && { search: text }) } });
  const found = people.data?.items ?? [];
  // Whom a link names is seldom among the first.
  const isFar = value !== undefined && people.data !== undefined && !found.some(({ id }) => id === value);
  const far = useEndpoint('getPerson', { params: { id: value ?? '' } }, { enabled: isFar });
  const options = [...found, ...(isFar && text === '' && far.data?.id === value ? [far.data] : [])].map(optionOf);
  return (
    <AriaComboBox
      className={fieldLook}
      items={options}
      value={value ?? null}
      onChange={(key) => onChange(key === null ? undefined : String(key))}
      onInputChange={(next) => {
        // The name of who was just chosen is no search.
        setText(options.some(({ label }) => label === next) ? '' : next.trim());
      }}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <AriaLabel {...props} />
      <div className="relative">
        <Input className={`${controlLook} pr-8`} placeholder="Name, user name or e-mail" />
        <Button
          aria-label={`Show ${props.label}`}
          className="absolute inset-y-0 right-0 grid w-8 place-items-center rounded-r-md text-ink-2 hover:text-ink"
        >
          <ChevronDown aria-hidden className="size-4" />
        </Button>
      </div>
      <AriaHint hint={props.hint} error={props.error} />
      <OptionPopover empty={people.isFetching ? 'Looking …' : 'Nobody matches'} />
    </AriaComboBox>
  );
}

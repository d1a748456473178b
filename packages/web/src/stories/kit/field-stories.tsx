// Fields that are typed into.
import { type ReactNode, useState } from 'react';
import { DateRange, type Days } from '../../ui/field/date-range.tsx';
import { FileDrop } from '../../ui/field/file-drop.tsx';
import { Input } from '../../ui/field/input.tsx';
import { Textarea } from '../../ui/field/textarea.tsx';
import { Story } from './story.tsx';

export function FieldStories(): ReactNode {
  const [days, setDays] = useState<Days>({ from: '2026-11-01', to: '2026-11-26' });
  return (
    <Story name="Fields">
      <Input label="Display label" hint="People see this on their tile." defaultValue="Amazon Redshift" />
      <Input label="ACS URL" error="This is not a URL – begin with https://" isMono defaultValue="localhost:7890" />
      <Input label="Default relay state" isOptional placeholder="Where people land" />
      <Input label="Login URL" disabled defaultValue="https://sso.example.com/saml/app_0001" isMono />
      <Textarea
        label="Trust policy"
        isMono
        hint="JSON, version 2012-10-17."
        defaultValue={'{\n  "Version": "2012-10-17"\n}'}
      />
      <FileDrop
        label="People to import"
        hint="The first line names the columns."
        accept={['.csv']}
        what="a CSV file, at most 1 MB,"
        mostBytes={1_048_576}
        onFile={() => undefined}
      />
      <DateRange label="Days" value={days} onChange={setDays} />
      <DateRange label="Days, reversed" value={{ from: '2026-11-26', to: '2026-11-01' }} onChange={() => undefined} />
    </Story>
  );
}

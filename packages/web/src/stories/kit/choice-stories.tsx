// Fields with given answers.
import { type ReactNode, useState } from 'react';
import { Checkbox } from '../../ui/choice/checkbox.tsx';
import { ComboBox } from '../../ui/choice/combo-box.tsx';
import { MultiSelect } from '../../ui/choice/multi-select.tsx';
import { Radios } from '../../ui/choice/radios.tsx';
import { Select } from '../../ui/choice/select.tsx';
import { Switch } from '../../ui/choice/switch.tsx';
import { Story } from './story.tsx';

const REGIONS = [
  { id: 'eu-central-1', label: 'eu-central-1', detail: 'Frankfurt' },
  { id: 'eu-west-1', label: 'eu-west-1', detail: 'Ireland' },
  { id: 'us-east-1', label: 'us-east-1', detail: 'N. Virginia' },
];
const GROUPS = ['analysts', 'finance', 'platform', 'redshift-admins'].map((id) => ({ id, label: id }));

export function ChoiceStories(): ReactNode {
  const [region, setRegion] = useState<string | undefined>('eu-central-1');
  const [groups, setGroups] = useState<string[]>(['analysts', 'finance']);
  const [sign, setSign] = useState('both');
  const [isOn, setOn] = useState(true);
  return (
    <Story name="Choices">
      <Select label="Region" options={REGIONS} value={region} onChange={setRegion} hint="Where the cluster is." />
      <Select label="Role" options={GROUPS} value={undefined} onChange={() => undefined} error="Choose a role" />
      <ComboBox label="Cluster region" options={REGIONS} value={region} onChange={setRegion} />
      <MultiSelect label="Groups" options={GROUPS} value={groups} onChange={setGroups} placeholder="Add a group" />
      <Radios
        label="Sign"
        options={[
          { id: 'assertion', label: 'Assertion', detail: 'What Amazon Redshift asks for.' },
          { id: 'both', label: 'Assertion and response' },
        ]}
        value={sign}
        onChange={setSign}
      />
      <div className="flex flex-col items-start gap-3">
        <Checkbox
          label="Encrypt assertions"
          detail="With the certificate of the service."
          value={isOn}
          onChange={setOn}
        />
        <Checkbox label="Some of them" value={false} isMixed onChange={() => undefined} />
        <Checkbox label="Not now" value={false} isDisabled onChange={() => undefined} />
        <Switch label="Let people sign in" detail="Takes effect at once." value={isOn} onChange={setOn} />
        <Switch label="Show on the portal" value={!isOn} onChange={(value) => setOn(!value)} />
      </div>
    </Story>
  );
}

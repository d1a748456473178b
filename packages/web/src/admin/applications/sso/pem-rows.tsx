// Certificates with which the service signs its requests; several during its own rotation.
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../../ui/action/button.tsx';
import { labelLook } from '../../../ui/field/field.tsx';
import { Textarea } from '../../../ui/field/textarea.tsx';
import { useSettingsDraft } from '../one/settings-draft.tsx';

const MOST = 5;

export function PemRows(): ReactNode {
  const { values, errors, change, mayManage } = useSettingsDraft();
  const rows = values.requestCertificates;
  const set = (requestCertificates: string[]) => change({ requestCertificates });
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-2 border-0 p-0">
      <legend className={`${labelLook} mb-1.5 p-0`}>
        Request certificates <span className="font-normal text-ink-3">(optional)</span>
      </legend>
      {rows.length === 0 && <p className="text-ink-2">None: signatures of requests are not checked.</p>}
      {rows.map((pem, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <div key={at} className="flex items-start gap-2">
          <Textarea
            label={`Request certificate ${at + 1}`}
            isLabelHidden
            isMono
            rows={3}
            className="flex-1"
            placeholder="-----BEGIN CERTIFICATE-----"
            value={pem}
            onChange={(event) => set(rows.map((row, index) => (index === at ? event.target.value : row)))}
            error={errors.at(`requestCertificates.${at}`)}
          />
          <Button
            tone="plain"
            size="icon"
            aria-label={`Remove request certificate ${at + 1}`}
            isDisabled={!mayManage}
            onPress={() => set(rows.filter((_, index) => index !== at))}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      {rows.length < MOST && (
        <div>
          <Button size="small" isDisabled={!mayManage} onPress={() => set([...rows, ''])}>
            <Plus aria-hidden />
            Add certificate
          </Button>
        </div>
      )}
    </fieldset>
  );
}

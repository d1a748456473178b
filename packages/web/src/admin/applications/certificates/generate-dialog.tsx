// Stages a new key; the one in use goes on.
import { type ReactNode, useState } from 'react';
import { wordsOf } from '../../../api/api-error.ts';
import { useChange } from '../../../api/endpoints.ts';
import { Button } from '../../../ui/action/button.tsx';
import { Radios } from '../../../ui/choice/radios.tsx';
import { Select } from '../../../ui/choice/select.tsx';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { useToast } from '../../../ui/feedback/toast.tsx';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { ALGORITHMS, type Algorithm } from './key-words.ts';

const YEARS = [1, 2, 3, 5, 10].map((years) => ({
  id: String(years),
  label: years === 1 ? '1 year' : `${years} years`,
}));

export function GenerateDialog(o: { applicationId: string; isOpen: boolean; onClose: () => void }): ReactNode {
  const { applicationId, isOpen, onClose } = o;
  const [algorithm, setAlgorithm] = useState<Algorithm>('rsa-2048');
  const [years, setYears] = useState('5');
  const generate = useChange('generateKey', { stale: ['listKeys', 'listAudit'] });
  const toast = useToast();
  const close = () => {
    generate.reset();
    onClose();
  };
  const submit = async () => {
    try {
      await generate.mutateAsync({ params: { id: applicationId }, body: { algorithm, years: Number(years) } });
    } catch {
      // Shown in the dialog.
      return;
    }
    close();
    toast({ tone: 'ok', text: 'New key staged; publish it next' });
  };
  return (
    <Dialog
      title="Regenerate the certificate"
      isOpen={isOpen}
      onClose={close}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button tone="primary" isPending={generate.isPending} onPress={() => void submit()}>
            Stage new key
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <p className="text-ink-2">
          A new private key and certificate are made and wait. Nothing changes for anybody until you publish and then
          activate it.
        </p>
        {generate.error !== null && (
          <Banner tone="bad" title={wordsOf(generate.error).what}>
            {wordsOf(generate.error).detail}
          </Banner>
        )}
        <Radios label="Algorithm" options={ALGORITHMS} value={algorithm} onChange={setAlgorithm} />
        <Select label="Valid for" options={YEARS} value={years} onChange={setYears} className="w-40" />
      </div>
    </Dialog>
  );
}

// What the service provider's metadata would change, one tick per change; what would break something is not ticked.
import { type ReactNode, useState } from 'react';
import { wordsOf } from '../../../api/api-error.ts';
import { type Result, useChange } from '../../../api/endpoints.ts';
import { asSentence } from '../../../parts/as-sentence.ts';
import { FindingList } from '../../../parts/finding-list.tsx';
import { Button } from '../../../ui/action/button.tsx';
import { Checkbox } from '../../../ui/choice/checkbox.tsx';
import { Badge } from '../../../ui/feedback/badge.tsx';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { useToast } from '../../../ui/feedback/toast.tsx';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { useSettingsDraft } from '../one/settings-draft.tsx';
import { ChangeValue } from './change-value.tsx';

type Found = Result<'reviewSpMetadata'>;

export function MetadataReview({ found, onClose }: { found: Found | undefined; onClose: () => void }): ReactNode {
  return found === undefined ? null : <Review found={found} onClose={onClose} />;
}

function Review({ found, onClose }: { found: Found; onClose: () => void }): ReactNode {
  const { changes, entityId, findings, requestedAttributes } = found;
  const [taken, setTaken] = useState(() => changes.map(({ recommended }) => recommended));
  const { apply, isPending, error } = useApply(onClose);
  const patches = changes.flatMap(({ patch }, at) => (taken[at] === true ? [patch] : []));
  const unmapped = requestedAttributes.filter(({ isMapped }) => !isMapped);
  return (
    <Dialog
      title="Review the service provider’s metadata"
      width="wide"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            tone="primary"
            isDisabled={patches.length === 0}
            isPending={isPending}
            onPress={() => void apply(Object.assign({}, ...patches))}
          >
            {patches.length === 1 ? 'Apply 1 change' : `Apply ${patches.length} changes`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="break-words text-ink-2">
          The document describes <code>{entityId}</code>.
        </p>
        {error !== null && (
          <Banner tone="bad" title={wordsOf(error).what}>
            {wordsOf(error).detail}
          </Banner>
        )}
        <FindingList findings={findings} />
        {changes.length === 0 ? (
          <Banner tone="ok" title="Nothing differs">
            The settings already say what the document says.
          </Banner>
        ) : (
          <Differences
            changes={changes}
            taken={taken}
            onTake={(at, isTaken) => setTaken((before) => before.map((one, index) => (index === at ? isTaken : one)))}
          />
        )}
        {unmapped.length > 0 && (
          <Banner tone="info" title="The service also asks for attributes that are not mapped">
            {unmapped.map(({ name, isRequired }) => `${name}${isRequired ? ' (required)' : ''}`).join(', ')}
          </Banner>
        )}
      </div>
    </Dialog>
  );
}

function Differences(o: {
  changes: Found['changes'];
  taken: readonly boolean[];
  onTake: (at: number, isTaken: boolean) => void;
}): ReactNode {
  return (
    <table aria-label="Differences" className="w-full table-fixed border-collapse text-left">
      <thead className="text-xs text-ink-2">
        <tr>
          <th scope="col" className="w-2/5 py-1 pr-4 font-medium">
            Take over
          </th>
          <th scope="col" className="py-1 pr-4 font-medium">
            Now
          </th>
          <th scope="col" className="py-1 font-medium">
            In the document
          </th>
        </tr>
      </thead>
      <tbody>
        {o.changes.map((change, at) => (
          <tr key={change.field} className="border-t border-line align-top">
            <td className="py-2 pr-4">
              <Checkbox
                label={fieldName(change.field)}
                detail={asSentence(change.why)}
                value={o.taken[at] === true}
                onChange={(isTaken) => o.onTake(at, isTaken)}
              />
              {!change.recommended && (
                <span className="mt-1 ml-6 block">
                  <Badge tone="warn">not recommended</Badge>
                </span>
              )}
            </td>
            <td className="py-2 pr-4">
              <ChangeValue value={change.from} />
            </td>
            <td className="py-2">
              <ChangeValue value={change.to} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Saves at once, on top of the version that was reviewed; what else is typed stays typed. */
function useApply(onClose: () => void) {
  const { application } = useSettingsDraft();
  const update = useChange('updateApplication', { stale: ['getApplication', 'listApplications', 'listAudit'] });
  const toast = useToast();
  const apply = async (body: Found['changes'][number]['patch']) => {
    try {
      await update.mutateAsync({ params: { id: application.id }, body, version: application.version });
    } catch {
      // Shown in the dialog.
      return;
    }
    onClose();
    toast({ tone: 'ok', text: 'Service provider metadata applied' });
  };
  return { apply, isPending: update.isPending, error: update.error };
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  audience: 'SP entity ID',
  acs: 'ACS URLs',
  slo: 'Single logout',
  nameIdFormat: 'NameID format',
  requestCertificates: 'Request certificates',
  requireSignedRequests: 'Require signed requests',
  encryptionCertificate: 'Encryption certificate',
  encryption: 'Encryption',
  attributes: 'Attributes',
  sign: 'Sign',
};

function fieldName(field: string): string {
  return FIELD_NAMES[field] ?? field;
}

// Where a provider's metadata comes from: a file, or an application of this directory.
import { type ReactNode, useRef, useState } from 'react';
import { useEndpoint } from '../../api/endpoints.ts';
import { type FieldErrors, useFieldErrors } from '../../parts/field-errors.ts';
import { ComboBox } from '../../ui/choice/combo-box.tsx';
import { Radios } from '../../ui/choice/radios.tsx';
import { FileDrop } from '../../ui/field/file-drop.tsx';
import { readText } from '../../ui/field/read-text.ts';

const MOST_BYTES = 1_000_000;
const MOST_APPLICATIONS = 200;
const SOURCES = [
  { id: 'file', label: 'A file', detail: 'Such as the one that Export metadata of an SSO application gives.' },
  {
    id: 'application',
    label: 'An SSO application of this directory',
    detail: 'Its metadata is taken as it is now, without a download.',
  },
] as const;

type Source = (typeof SOURCES)[number]['id'];
export type MetadataDraft = {
  readonly source: Source;
  /** The text of the file; '' before one was chosen. */
  readonly metadata: string;
  readonly applicationId: string;
  /** A file is chosen and not read yet: what would be sent is not what the person sees. */
  readonly isReading: boolean;
  readonly errors: FieldErrors;
  readonly isTouched: boolean;
  /** As the server takes it; what is missing is empty, for the server to tell with the rest. */
  readonly body: { readonly metadata: string } | { readonly applicationId: string };
  readonly change: (some: Partial<Values>) => void;
};
type Values = Pick<MetadataDraft, 'source' | 'metadata' | 'applicationId' | 'isReading'>;

/** `take(error, { …, ...metadataFieldNames })` then finds the fields. */
export const METADATA_FIELDS = { metadata: '', applicationId: '' } as const;

const FRESH: Values = { source: 'file', ...METADATA_FIELDS, isReading: false };

export function useMetadataDraft(): MetadataDraft {
  const [values, setValues] = useState(FRESH);
  const errors = useFieldErrors();
  const { source, metadata, applicationId } = values;
  return {
    ...values,
    errors,
    isTouched: values !== FRESH,
    body: source === 'file' ? { metadata } : { applicationId },
    change(some) {
      setValues((before) => ({ ...before, ...some }));
      for (const field of Object.keys(METADATA_FIELDS)) errors.clear(field);
    },
  };
}

export function MetadataFields({ draft }: { draft: MetadataDraft }): ReactNode {
  return (
    <>
      <Radios
        label="Metadata document"
        options={SOURCES}
        value={draft.source}
        onChange={(source) => draft.change({ source })}
      />
      {draft.source === 'file' ? <MetadataFile draft={draft} /> : <MetadataOfApplication draft={draft} />}
    </>
  );
}

function MetadataFile({ draft: { errors, change } }: { draft: MetadataDraft }): ReactNode {
  const last = useRef<File>(undefined);
  const take = async (file: File) => {
    last.current = file;
    change({ metadata: '', isReading: true });
    const text = await readText(file);
    if (last.current !== file) return;
    change({ metadata: text ?? '', isReading: false });
    if (text === undefined) errors.set('metadata', 'this file is not text in UTF-8 – save it as UTF-8');
  };
  return (
    <FileDrop
      label="Metadata file"
      accept={['.xml', 'text/xml', 'application/xml', 'application/samlmetadata+xml']}
      what="an identity provider’s XML of at most 1 MB"
      mostBytes={MOST_BYTES}
      hint="IAM keeps it byte for byte."
      error={errors.at('metadata')}
      onFile={(file) => void take(file)}
      onRefuse={() => {
        last.current = undefined;
        change({ metadata: '', isReading: false });
      }}
    />
  );
}

function MetadataOfApplication({ draft }: { draft: MetadataDraft }): ReactNode {
  const { applicationId, errors, change } = draft;
  const applications = useEndpoint('listApplications', { query: { limit: MOST_APPLICATIONS } });
  const options = (applications.data?.items ?? [])
    .filter(({ kind }) => kind === 'saml')
    .map(({ id, label, name }) => ({ id, label, detail: name }));
  return (
    <ComboBox
      // Its options are read once.
      key={String(applications.data !== undefined)}
      label="SSO application"
      placeholder="Find an application"
      hint="After a certificate of it was replaced, replace the metadata here too."
      options={options}
      value={applicationId === '' ? undefined : applicationId}
      onChange={(id) => change({ applicationId: id ?? '' })}
      error={errors.at('applicationId')}
    />
  );
}

// What a file would become: its name and address, which may be changed, its settings, and what is wrong with it.
import type { Finding } from '@keyshift/web-api';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ApiError, wordsOf } from '../../../api/api-error.ts';
import { useChange, useEndpoint } from '../../../api/endpoints.ts';
import { paths } from '../../../paths.ts';
import { Button } from '../../../ui/action/button.tsx';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { Input } from '../../../ui/field/input.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { type Column, Table } from '../../../ui/list/table.tsx';
import { useGoTo } from '../../../url.ts';
import { pathFromLabel, SsoPathField, useSsoPath } from '../new/sso-path-field.tsx';
import { type ApplicationFile, textOf } from './application-file.ts';
import { FileSettings } from './file-settings.tsx';

/** Typed here, so that what is wrong with them can be corrected here; the name follows the label. */
const CORRECTABLE: Readonly<Record<string, 'label' | 'ssoPath'>> = {
  label: 'label',
  name: 'label',
  ssoPath: 'ssoPath',
};
const COLUMNS: readonly Column<Finding>[] = [
  { id: 'where', head: 'Setting', cell: ({ where = '' }) => <code className="break-all">{where}</code> },
  { id: 'why', head: 'What is wrong', cell: ({ why }) => why },
  { id: 'fix', head: 'What to do', isEssential: true, cell: ({ fix }) => fix },
];

type ReviewProps = {
  readonly file: ApplicationFile;
  readonly findings: readonly Finding[];
  readonly onBack: () => void;
};

export function ImportReview({ file, findings, onBack }: ReviewProps): ReactNode {
  const catalogue = useEndpoint('listCatalogue');
  const entry = catalogue.data?.items.find(({ id }) => id === textOf(file, 'connector'));
  const isSaml = entry?.kind !== 'bookmark';
  const [label, setLabel] = useState(textOf(file, 'label'));
  const [typedPath, setTypedPath] = useState<string>();
  // A label of its own gives the import a name and an address of its own, as the server does it.
  const isRenamed = label !== textOf(file, 'label');
  const path = useSsoPath(typedPath ?? (isRenamed ? pathFromLabel(label) : textOf(file, 'ssoPath')), isSaml);
  const { problems, refusal, add, forget, isPending } = useAdd({ file, findings });
  const lasting = findings.filter(({ where = '' }) => CORRECTABLE[where] === undefined);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void add({ ...(isRenamed && { label }), ...(typedPath !== undefined && { ssoPath: typedPath }) });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-6">
      {refusal !== undefined && (
        <Banner tone="bad" title={wordsOf(refusal).what}>
          {wordsOf(refusal).detail}
        </Banner>
      )}
      {lasting.length > 0 && (
        <>
          <Banner tone="bad" title="This file cannot be imported as it is">
            Correct these settings where it was exported, or in the file, and choose it again.
          </Banner>
          <Table
            label="What is wrong with the file"
            columns={COLUMNS}
            items={lasting}
            rowId={({ where, code }) => `${where} ${code}`}
            rowLabel={({ where = '' }) => where}
          />
        </>
      )}
      <div>
        <Section title="Name" intro="Two applications cannot have the same name or address; choose others here.">
          <Input
            label="Display Label"
            value={label}
            error={problems.label}
            onChange={(event) => {
              setLabel(event.target.value);
              forget();
            }}
          />
          {isSaml && (
            <SsoPathField
              path={path}
              error={problems.ssoPath}
              onChange={(value) => {
                setTypedPath(value);
                forget();
              }}
            />
          )}
        </Section>
        <Section title="Settings" intro="As they stand in the file. You can change them afterwards.">
          <FileSettings file={file} entry={entry} isRenamed={isRenamed} />
        </Section>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button tone="plain" onPress={onBack}>
          Choose another file
        </Button>
        <Button tone="primary" type="submit" isDisabled={lasting.length > 0} isPending={isPending}>
          {isPending ? 'Adding …' : 'Add application'}
        </Button>
      </div>
    </form>
  );
}

function useAdd({ file, findings }: Pick<ReviewProps, 'file' | 'findings'>) {
  const send = useChange('importApplication', { stale: ['listApplications', 'listAudit', 'getOverview'] });
  const goTo = useGoTo();
  const [problems, setProblems] = useState(problemsOf(findings));
  const [refusal, setRefusal] = useState<unknown>();
  const add = async (own: { label?: string; ssoPath?: string }) => {
    setProblems({});
    setRefusal(undefined);
    try {
      const result = await send.mutateAsync({ body: { file, dryRun: false, ...own } });
      if (result.application === null) setProblems(problemsOf(result.findings));
      else goTo(`${paths.appNew()}?made=${result.application.id}`, { replace: true });
    } catch (error) {
      const taken = problemOf(error);
      if (taken === undefined) setRefusal(error);
      else setProblems(taken);
    }
  };
  return { problems, refusal, add, forget: () => setProblems({}), isPending: send.isPending };
}

/** What is wrong with the label and the address. */
type Problems = { readonly [path in 'label' | 'ssoPath']?: string };

function problemsOf(findings: readonly Finding[]): Problems {
  const entries = findings.flatMap(({ where = '', why, fix }) => {
    const path = CORRECTABLE[where];
    return path === undefined ? [] : [[path, `${why} – ${fix}`]];
  });
  return Object.fromEntries(entries);
}

function problemOf(error: unknown): Problems | undefined {
  if (!(error instanceof ApiError) || error.code !== 'directory.taken') return undefined;
  return { [error.details['field'] === 'SSO IdP URL' ? 'ssoPath' : 'label']: `${error.why} – ${error.fix}` };
}

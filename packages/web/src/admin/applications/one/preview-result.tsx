// The outcome of a preview: let in or not and why, the checks, what the service would read.
import type { AssertionPreview } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { asSentence } from '../../../parts/as-sentence.ts';
import { FindingList } from '../../../parts/finding-list.tsx';
import { TraceTimeline } from '../../../parts/trace-timeline.tsx';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { type Column, Table } from '../../../ui/list/table.tsx';
import { CodeBlock } from '../../../ui/text/code-block.tsx';
import { KeyValues } from '../../../ui/text/key-values.tsx';
import { knownName } from '../attributes/known-names.ts';

type Row = AssertionPreview['attributes'][number];

const COLUMNS: readonly Column<Row>[] = [
  { id: 'name', head: 'Attribute', cell: (row) => <AttributeName uri={row.name} /> },
  { id: 'values', head: 'Values', cell: (row) => <Values row={row} /> },
  { id: 'source', head: 'From', cell: (row) => row.source },
];

export function PreviewResult({ preview, label }: { preview: AssertionPreview; label: string }): ReactNode {
  const { allowed, refusal, steps, nameId, attributes, xml, responseBytes, findings } = preview;
  return (
    <div className="flex flex-col gap-6">
      {allowed ? (
        <Banner tone="ok" title={`Allowed: this person can sign in to ${label}`} />
      ) : (
        <Banner tone="bad" title={`Refused: ${refusal?.what ?? 'this person cannot sign in'}`}>
          {refusal !== null && (
            <>
              <p>{asSentence(refusal.why)}</p>
              <p>{asSentence(refusal.fix)}</p>
              <code className="text-xs">{refusal.code}</code>
            </>
          )}
        </Banner>
      )}
      <FindingList findings={findings} />
      <div>
        <Section title="Checks" intro="In the order of a real sign-in.">
          <TraceTimeline steps={steps} label="Checks" />
        </Section>
        {nameId !== null && (
          <Section title="Subject" intro="Whom the service takes the person for.">
            <KeyValues
              items={[
                { label: 'NameID', value: <code className="break-all">{nameId.value}</code> },
                { label: 'Format', value: <code className="break-all">{nameId.format}</code> },
                ...(responseBytes === null
                  ? []
                  : [{ label: 'Size of the response', value: `${responseBytes.toLocaleString('en')} bytes` }]),
              ]}
            />
          </Section>
        )}
        {attributes.length > 0 && (
          <Section title="Attributes" intro="What the service reads, in this order.">
            <Table
              label="Attributes"
              columns={COLUMNS}
              items={attributes}
              rowId={(row) => `${row.name} ${row.source}`}
              rowLabel={(row) => row.name}
            />
          </Section>
        )}
        {xml !== null && (
          <Section title="Assertion" intro="As it would be issued, unsigned.">
            <CodeBlock label="Assertion XML" code={xml} />
          </Section>
        )}
      </div>
    </div>
  );
}

function AttributeName({ uri }: { uri: string }): ReactNode {
  const known = knownName(uri);
  if (known === undefined) return <code className="break-all">{uri}</code>;
  return (
    <span className="block min-w-0">
      <span className="block font-medium">{known.short}</span>
      <code className="text-xs break-all text-ink-3">{uri}</code>
    </span>
  );
}

function Values({ row }: { row: Row }): ReactNode {
  const isChanged = row.input.join('\n') !== row.values.join('\n');
  return (
    <span className="flex flex-col gap-0.5">
      {row.values.length === 0 ? (
        <span className="text-ink-3">left out</span>
      ) : (
        row.values.map((value) => (
          <code key={value} className="break-all">
            {value}
          </code>
        ))
      )}
      {isChanged && row.input.length > 0 && (
        <span className="text-xs text-ink-3">
          from <code className="break-all">{row.input.join(', ')}</code>
        </span>
      )}
      {row.note !== null && <span className="text-xs text-ink-2">{row.note}</span>}
    </span>
  );
}

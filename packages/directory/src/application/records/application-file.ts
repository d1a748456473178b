// An application as a file: its settings without keys, groups or picture; read back with every mistake at once.
import { type Finding, nearestName } from '@keyshift/base';
import { type Application, GENERAL_FIELDS, SSO_FIELDS } from '../application.ts';
import { type ApplicationInput, type Draft, draftOf, findMistakes } from '../application-rules.ts';
import { findShapeFaults } from './file-shape.ts';

export type ApplicationFile = {
  readonly format: 'keyshift-application';
  readonly formatVersion: 1;
  readonly exportedAt: string;
  readonly application: Readonly<Record<string, unknown>>;
};
export type FileReading = { readonly draft: Draft | null; readonly findings: readonly Finding[] };

const FIELDS: readonly string[] = ['name', 'ssoPath', 'connector', ...GENERAL_FIELDS, ...SSO_FIELDS];

export function formatApplicationFile(application: Application, now: Date): ApplicationFile {
  const known: Readonly<Record<string, unknown>> = application;
  return {
    format: 'keyshift-application',
    formatVersion: 1,
    exportedAt: now.toISOString(),
    application: Object.fromEntries(FIELDS.map((field) => [field, known[field]])),
  };
}

function unknownFields(record: Readonly<Record<string, unknown>>): Finding[] {
  return Object.keys(record)
    .filter((field) => !FIELDS.includes(field))
    .map((field): Finding => {
      const nearest = nearestName(field, FIELDS);
      return {
        level: 'error',
        code: 'application.field_unknown',
        where: field,
        what: 'the file was not imported',
        why: `an application has no field "${field}"`,
        fix: nearest === undefined ? 'remove it' : `did you mean "${nearest}"?`,
      };
    });
}

/**
 * The draft that the file asks for, and what is wrong with it. A label of its own gives the import a name and a path of
 * its own; the entity id stays that of the file unless `entityIdOf` is given.
 */
export function readApplicationFile(
  file: Pick<ApplicationFile, 'application'>,
  o: Pick<ApplicationInput, 'label' | 'ssoPath' | 'entityIdOf'> = {},
): FileReading {
  const record = file.application;
  const faults = [...unknownFields(record), ...findShapeFaults(record)];
  if (faults.length > 0) return { draft: null, findings: faults };
  const { name, ssoPath, entityId, ...rest } = record as unknown as Draft;
  const { label, entityIdOf } = o;
  const draft = draftOf({
    ...rest,
    ...(label === undefined ? { name, ssoPath } : { label }),
    ...(o.ssoPath !== undefined && { ssoPath: o.ssoPath }),
    ...(entityIdOf === undefined ? { entityId } : { entityIdOf }),
  });
  const findings = findMistakes(draft);
  return { draft: findings.length > 0 ? null : draft, findings };
}

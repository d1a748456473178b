// An application as a row of its table, and back.
import type { Queryable } from '@keyshift/postgres';
import { directoryErrors } from '../../errors.ts';
import { type Application, type SsoSettings, ssoSettingsOf } from '../application.ts';

export type ApplicationRow = Omit<Application, keyof SsoSettings> & { readonly settings: SsoSettings };

export const APPLICATION_COLUMNS = `a.id, a.name, a.kind, a.connector, a.label, a.description, a.colour,
  a.show_in_portal AS "showInPortal", a.bookmark_url AS "bookmarkUrl", a.logo_id AS "logoId", a.sso_path AS "ssoPath",
  a.state, a.settings, a.version, a.created_at AS "createdAt", a.updated_at AS "updatedAt"`;

export function toApplication({ settings, ...row }: ApplicationRow): Application {
  return { ...row, ...settings };
}

export async function selectApplications(
  database: Queryable,
  o: { condition: string; values: readonly unknown[] },
): Promise<Application[]> {
  const rows = await database.query<ApplicationRow>(
    `SELECT ${APPLICATION_COLUMNS} FROM directory.application a WHERE ${o.condition}`,
    o.values,
  );
  return rows.map(toApplication);
}

/** Throws `directory.not_found`. */
export async function getApplication(database: Queryable, id: string): Promise<Application> {
  const [application] = await selectApplications(database, { condition: 'a.id = $1', values: [id] });
  if (application === undefined) throw directoryErrors.notFound({ kind: 'application', id });
  return application;
}

/** The row under lock, for a change that depends on it. Throws `directory.not_found`. */
export async function lockApplication(tx: Queryable, id: string): Promise<Application> {
  const [application] = await selectApplications(tx, { condition: 'a.id = $1 FOR UPDATE', values: [id] });
  if (application === undefined) throw directoryErrors.notFound({ kind: 'application', id });
  return application;
}

export async function insertApplication(tx: Queryable, a: Application): Promise<void> {
  await tx.query(
    `INSERT INTO directory.application (id, name, kind, connector, label, description, colour, show_in_portal,
       bookmark_url, logo_id, sso_path, state, settings, version, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[a.id, a.name, a.kind, a.connector, a.label, a.description, a.colour, a.showInPortal, a.bookmarkUrl],
      ...[a.logoId, a.ssoPath, a.state, JSON.stringify(ssoSettingsOf(a)), a.version, a.createdAt, a.updatedAt],
    ],
  );
}

/** Writes what can change, as the next version. */
export async function updateApplication(tx: Queryable, a: Application): Promise<void> {
  await tx.query(
    `UPDATE directory.application SET label = $2, description = $3, colour = $4, show_in_portal = $5,
       bookmark_url = $6, logo_id = $7, state = $8, settings = $9, version = $10, updated_at = $11 WHERE id = $1`,
    [
      ...[a.id, a.label, a.description, a.colour, a.showInPortal, a.bookmarkUrl, a.logoId, a.state],
      ...[JSON.stringify(ssoSettingsOf(a)), a.version, a.updatedAt],
    ],
  );
}

// The settings' one row: read with defaults, changed with a version, the mail password sealed.
import { Secret } from '@keyshift/base';
import type { Queryable } from '@keyshift/postgres';
import { appendEntries } from '../append-entries.ts';
import { changesBetween } from '../changes.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { seal, unseal } from '../key/seal.ts';
import { checkSettings, merge, type SettingsChange, type SettingsValues, withDefaults } from './settings-rules.ts';

export type Settings = Omit<SettingsValues, 'mail'> & {
  mail: SettingsValues['mail'] & { hasPassword: boolean };
  version: number;
};
export type SettingsStore = {
  get(): Promise<Settings>;
  /** Absent fields stay. Throws `directory.invalid`, `directory.changed_meanwhile`. */
  update(change: SettingsChange, o: { version: number; actor: string }): Promise<Settings>;
  /** Undefined if there is none. Throws `directory.mail_password_unreadable`. */
  mailPassword(): Promise<Secret | undefined>;
};
type Row = { value: SettingsValues; sealed: Buffer | null; version: number };

const BELONGS_TO = 'settings.mail';
const READ = 'SELECT value, sealed_mail_password AS sealed, version FROM directory.settings';
const ABSENT: Row = { value: withDefaults({}), sealed: null, version: 1 };

async function read(database: Queryable, lock = ''): Promise<Row> {
  const [row] = await database.query<Row>(`${READ}${lock}`, []);
  return row === undefined ? ABSENT : { ...row, value: withDefaults(row.value) };
}

export async function readSettings(database: Queryable): Promise<SettingsValues> {
  return (await read(database)).value;
}

function present({ value, sealed, version }: Row): Settings {
  return { ...value, mail: { ...value.mail, hasPassword: sealed !== null }, version };
}

async function update(
  deps: StoreDeps,
  change: SettingsChange,
  o: { version: number; actor: string },
): Promise<Settings> {
  return deps.database.transaction(async (tx) => {
    const before = await read(tx, ' FOR UPDATE');
    if (before.version !== o.version) throw directoryErrors.changedMeanwhile({ kind: 'settings page' });
    const password = change.mail?.password;
    const value = merge(before.value, change);
    checkSettings(value, password);
    const changes = [...changesBetween(before.value, value), ...passwordChange(password, before.sealed)];
    if (changes.length === 0) return present(before);
    const sealed = resealed(deps, password, before.sealed);
    await tx.query('UPDATE directory.settings SET value = $1, sealed_mail_password = $2, version = version + 1', [
      JSON.stringify(value),
      sealed,
    ]);
    const entry = { actor: o.actor, action: 'settings.changed', target: 'settings', changes };
    await appendEntries(tx, [entry], deps.now());
    return present({ value, sealed, version: before.version + 1 });
  });
}

// The log tells that it changed, and nothing else.
function passwordChange(password: string | null | undefined, before: Buffer | null) {
  const isSame = password === undefined || (password === null && before === null);
  if (isSame) return [];
  return [{ field: 'mail.password', from: before === null ? null : 'set', to: password === null ? null : 'changed' }];
}

function resealed(deps: StoreDeps, password: string | null | undefined, before: Buffer | null): Buffer | null {
  if (password === undefined) return before;
  if (password === null) return null;
  return seal(password, { key: deps.sealingKey, belongsTo: BELONGS_TO, random: deps.random });
}

export function createSettings(deps: StoreDeps): SettingsStore {
  return {
    get: async () => present(await read(deps.database)),
    update: (change, o) => update(deps, change, o),
    async mailPassword() {
      const { sealed } = await read(deps.database);
      if (sealed === null) return undefined;
      const text = unseal(sealed, { key: deps.sealingKey, belongsTo: BELONGS_TO });
      if (text === undefined) throw directoryErrors.mailPasswordUnreadable();
      return new Secret(text);
    },
  };
}

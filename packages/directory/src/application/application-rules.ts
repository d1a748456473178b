// What an application must look like to be stored, with the catalogue's defaults filled in.
import type { Finding } from '@keyshift/base';
import { checkFields, type FieldRule, findProblems, isPlainText } from '../field-rules.ts';
import { isLoopbackUrl } from './acs.ts';
import {
  type ApplicationChange,
  type ApplicationIdentity,
  COLOURS,
  type GeneralSettings,
  type SsoApplication,
  type SsoSettings,
} from './application.ts';
import { attributeRules } from './attribute-rules.ts';
import { findConnector } from './catalogue/catalogue.ts';
import { PLAIN_SETTINGS } from './catalogue/connector.ts';
import { noSamlRules, providerRule, samlRules } from './saml-rules.ts';

export type ApplicationInput = ApplicationChange & {
  readonly connector: string;
  /** From the label unless told. */
  readonly name?: string | undefined;
  /** The name unless told. */
  readonly ssoPath?: string | undefined;
  readonly state?: ApplicationIdentity['state'] | undefined;
  /** For SAML; a function gets the SSO path. */
  readonly entityIdOf?: ((ssoPath: string) => string) | undefined;
};
/** An application as its rules see it. */
export type Draft = Omit<ApplicationIdentity, 'id'> & GeneralSettings & SsoSettings;

const NAME = /^[a-z0-9][a-z0-9_-]{0,62}$/;
const SSO_PATH = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const SSO_PATH_RULE = 'it is part of a web address: at most 63 of a-z 0-9 -, with no hyphen at either end';
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f\ufffe\uffff]/;

/** A name or path made of a label: `Amazon Redshift (EU)` gives `amazon-redshift-eu`. */
export function slugOf(label: string): string {
  return label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}

/** What is wrong with an SSO IdP URL value; undefined if it is usable. */
export function findSsoPathFault(ssoPath: string): string | undefined {
  return SSO_PATH.test(ssoPath) ? undefined : SSO_PATH_RULE;
}

function isBookmarkUrl(text: string): boolean {
  if (text.length > 2_000 || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackUrl(text));
}

function nameRules({ name, label, ssoPath }: Draft): FieldRule[] {
  return [
    {
      field: 'name',
      holds: NAME.test(name),
      why: 'it has at most 63 of a-z 0-9 _ - and begins with a letter or digit',
      fix: 'choose a name such as "redshift"',
    },
    {
      field: 'label',
      holds: label !== '' && isPlainText(label, 80),
      why: 'it is empty, longer than 80 characters, or has control characters',
      fix: 'write the name that people see on the tile',
    },
    {
      field: 'ssoPath',
      holds: SSO_PATH.test(ssoPath),
      why: SSO_PATH_RULE,
      fix: 'choose a value such as "redshift"; it cannot be changed later',
    },
  ];
}

function displayRules({ description, colour, kind, bookmarkUrl }: Draft): FieldRule[] {
  return [
    {
      field: 'description',
      holds: description.length <= 2_000 && !UNPRINTABLE.test(description),
      why: 'it is longer than 2000 characters or has control characters',
      fix: 'shorten it',
    },
    {
      field: 'colour',
      holds: COLOURS.includes(colour),
      why: 'it is not one of the twelve tile colours',
      fix: `choose one of ${COLOURS.join(' ')}`,
    },
    {
      field: 'bookmarkUrl',
      holds: kind === 'bookmark' ? bookmarkUrl !== null && isBookmarkUrl(bookmarkUrl) : bookmarkUrl === null,
      why: kind === 'bookmark' ? 'it is not an https address, or http on localhost' : 'only a bookmark has one',
      fix: kind === 'bookmark' ? 'write an address such as "https://wiki.example.com"' : 'leave it out',
    },
  ];
}

function rulesOf(draft: Draft): FieldRule[] {
  const connector = findConnector(draft.connector);
  const known: FieldRule = {
    field: 'connector',
    holds: connector !== undefined && connector.kind === draft.kind,
    why: 'the catalogue has no such entry',
    fix: 'choose one from the catalogue',
  };
  const general = [known, ...nameRules(draft), ...displayRules(draft)];
  if (draft.kind === 'bookmark') {
    return [...general, ...noSamlRules({ ...draft, id: '' } satisfies SsoApplication, connector?.defaults)];
  }
  const own = connector?.rules(draft) ?? [];
  return [...general, ...samlRules(draft), ...attributeRules(draft.attributes), ...own];
}

export function findMistakes(draft: Draft): Finding[] {
  return findProblems('application', rulesOf(draft));
}

/** Throws `directory.invalid` with every mistake at once. */
export function checkDraft(draft: Draft): void {
  checkFields('application', rulesOf(draft));
}

/** Throws `directory.invalid`. */
export function checkProviderArn(providerArn: string | null): void {
  checkFields('SAML provider', [providerRule(providerArn)]);
}

/** What is named in the change, over what is there. */
export function applyChange<Target extends object>(target: Target, change: ApplicationChange): Target {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...target, ...Object.fromEntries(named) };
}

/** The application that an input asks for, unchecked. */
export function draftOf(input: ApplicationInput): Draft {
  const { connector: connectorId, name: ownName, ssoPath: ownPath, state = 'active', entityIdOf, ...change } = input;
  const connector = findConnector(connectorId);
  const label = (change.label ?? ownName ?? '').trim();
  const name = ownName ?? slugOf(label);
  const ssoPath = ownPath ?? name;
  const kind = connector?.kind ?? 'saml';
  const entityId = kind === 'bookmark' ? '' : (entityIdOf?.(ssoPath) ?? '');
  const identity = { kind, connector: connectorId, name, ssoPath, state };
  const general = { label, description: '', colour: connector?.colour ?? '', showInPortal: true, bookmarkUrl: null };
  const settings = { ...(connector?.defaults ?? PLAIN_SETTINGS), entityId };
  return applyChange({ ...identity, ...general, ...settings }, { ...change, label });
}

/** The record as it will be stored. Throws `directory.invalid` with every mistake at once. */
export function checkApplication(input: ApplicationInput): Draft {
  const draft = draftOf(input);
  checkDraft(draft);
  return draft;
}

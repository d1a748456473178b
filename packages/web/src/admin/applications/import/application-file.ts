// Reads what an export wrote, as far as the page has to know it; its settings are for the server to judge.
import { type BodyOf, type Endpoints, endpoints } from '@keyshift/web-api';

export type ApplicationFile = BodyOf<Endpoints['importApplication']>['file'];
export type Reading = { readonly file: ApplicationFile } | { readonly problem: string };

export function readApplicationFile(text: string): Reading {
  if (text.trimStart().startsWith('<')) {
    return {
      problem:
        'This is XML, not an exported application. Metadata of a service provider is read on the SSO tab of its application.',
    };
  }
  const value = parse(text);
  if (value === undefined) return { problem: 'This is not JSON; choose a file that Keyshift exported.' };
  const parsed = endpoints.importApplication.body.shape.file.safeParse(value);
  if (parsed.success) return { file: parsed.data };
  const version: unknown = Object(value)['formatVersion'];
  if (Object(value)['format'] === 'keyshift-application' && version !== 1) {
    return { problem: `Its format has version ${String(version)}, and this Keyshift reads version 1.` };
  }
  return { problem: 'This is JSON, but not an application that Keyshift exported.' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A setting of the file as text; "" where it is none. */
export function textOf({ application }: ApplicationFile, field: string): string {
  const value = application[field];
  return typeof value === 'string' ? value : '';
}

/** What `key` is in every entry of a list of the file, as far as it is text. */
export function textsOf({ application }: ApplicationFile, field: string, key: string): readonly string[] {
  const list = application[field];
  if (!Array.isArray(list)) return [];
  return list.map((entry: unknown): unknown => Object(entry)[key]).filter((text) => typeof text === 'string');
}

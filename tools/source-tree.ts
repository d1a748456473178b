// Reads the sources that the checks look at.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', '.git', 'results', 'artifacts']);

/** A package's table of refusals: one `errors.ts`, or a folder of them by area. */
export const ERROR_TABLE: RegExp = /\/src\/errors(?:\/[^/]+)?\.ts$/;

export type SourceFile = { readonly path: string; readonly text: string };

/** Every file below `folder` (relative to `root`) whose name matches, with its text; paths use `/`. */
export function readSources(root: string, folder: string, pattern: RegExp): SourceFile[] {
  return listFiles(join(root, folder))
    .filter((path) => pattern.test(path))
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

/** Names of the folders directly below `folder`; none if it does not exist. */
export function listFolders(root: string, folder: string): string[] {
  return listEntries(join(root, folder)).filter((name) => statSync(join(root, folder, name)).isDirectory());
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.includes('/testing/');
}

export function listFiles(folder: string): string[] {
  return listEntries(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? listFiles(path) : [path];
  });
}

export function listEntries(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !SKIPPED_FOLDERS.has(name))
      .sort();
  } catch {
    return [];
  }
}

// Holds the size limits of files and folders; exceptions are listed with a reason.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, finding } from './finding.ts';
import { listEntries, readJson, readSources } from './source-tree.ts';

type Limits = { fileLines: number; folderEntries: number; exceptions: Record<string, string> };

const CODE_FOLDERS = ['packages', 'e2e', 'bench', 'tools'];

export function checkLimits(root: string): Finding[] {
  const limits = readJson(join(root, 'tools/limits.json')) as Limits;
  const files = CODE_FOLDERS.flatMap((folder) => readSources(root, folder, /\.(ts|tsx|mjs|css)$/));
  const isExcepted = (path: string) => (limits.exceptions[path] ?? '').length > 0;
  return [
    ...files.flatMap(({ path, text }) => {
      const lines = text.split('\n').length - 1;
      if (lines <= limits.fileLines || isExcepted(path)) return [];
      return finding(path, `has ${lines} lines, the limit is ${limits.fileLines}`, 'split it by idea');
    }),
    ...files
      .filter(
        ({ path, text }) =>
          /\.(ts|tsx|mjs)$/.test(path) && !/\.test\.tsx?$/.test(path) && !/^(\/\/|\/\*|#!)/.test(text),
      )
      .flatMap(({ path }) => finding(path, 'has no first line that names its one idea', 'begin it with a comment')),
    ...CODE_FOLDERS.flatMap((folder) => foldersBelow(root, folder)).flatMap((folder) => {
      const entries = listEntries(join(root, folder)).length;
      if (entries <= limits.folderEntries || isExcepted(folder)) return [];
      return finding(folder, `has ${entries} entries, the limit is ${limits.folderEntries}`, 'group by domain noun');
    }),
  ];
}

function foldersBelow(root: string, folder: string): string[] {
  const inside = listEntries(join(root, folder)).filter((name) => statSync(join(root, folder, name)).isDirectory());
  const below = inside.flatMap((name) => foldersBelow(root, `${folder}/${name}`));
  return [folder, ...below];
}

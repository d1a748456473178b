// Every `spec §section` that code relies on is pinned by a test that names it, and every spec is listed in docs/specs.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, finding } from './finding.ts';
import { isTest, listFolders, readSources } from './source-tree.ts';

const TAG = /\b([a-z][a-z0-9-]*) §(\d+(?:\.\d+)*)/g;

export function checkSpecTags(root: string): Finding[] {
  const specs = readFileSync(join(root, 'docs/specs.md'), 'utf8');
  return listFolders(root, 'packages').flatMap((name) => {
    const sources = readSources(root, `packages/${name}/src`, /\.ts$/);
    const tested = new Set(sources.filter(({ path }) => isTest(path)).flatMap(({ text }) => tagsOf(text)));
    return sources
      .filter(({ path }) => !isTest(path))
      .flatMap(({ path, text }) => tagsOf(text).flatMap((tag) => checkTag({ path, tag, tested, specs })));
  });
}

function checkTag({
  path,
  tag,
  tested,
  specs,
}: {
  path: string;
  tag: string;
  tested: Set<string>;
  specs: string;
}): Finding[] {
  const spec = tag.split(' ')[0] ?? '';
  const unlisted = specs.includes(`\`${spec}\``) ? [] : finding(path, `cites ${spec}`, 'list it in docs/specs.md');
  const untested = tested.has(tag)
    ? []
    : finding(path, `relies on ${tag}`, 'pin it by a test with the tag in its title');
  return [...unlisted, ...untested];
}

function tagsOf(text: string): string[] {
  return [...text.matchAll(TAG)].map((match) => `${match[1]} §${match[2]}`);
}

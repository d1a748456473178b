// Makes the library links that the npm package's install script would have made.
import { lstat, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

type Link = { readonly source: string; readonly target: string };

function isLink(value: unknown): value is Link {
  if (typeof value !== 'object' || value === null || !('source' in value) || !('target' in value)) return false;
  return typeof value.source === 'string' && typeof value.target === 'string';
}

/** The links that the package wants: `target` is the link, `source` what it points to, both inside the package. */
async function readLinks(root: string): Promise<readonly Link[]> {
  const text = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const parsed: unknown = JSON.parse(text);
  const inside = (path: string): boolean => resolve(root, path).startsWith(join(root, 'native'));
  return Array.isArray(parsed) ? parsed.filter(isLink).filter((l) => inside(l.source) && inside(l.target)) : [];
}

export async function areLinksComplete(root: string): Promise<boolean> {
  const links = await readLinks(root);
  const found = await Promise.all(links.map(({ target }) => lstat(join(root, target)).catch(() => undefined)));
  return found.every((entry) => entry !== undefined);
}

/** Makes the missing links; a second process doing the same does no harm. False when the package cannot be written. */
export async function replayLinks(root: string): Promise<boolean> {
  for (const { source, target } of await readLinks(root)) {
    try {
      await symlink(relative(dirname(target), source), join(root, target));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return false;
    }
  }
  return true;
}

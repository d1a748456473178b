import { chmod, lstat, mkdir, mkdtemp, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findIdentity, isRoot } from './account.ts';
import { chooseNewest } from './binaries.ts';
import { copyEmbedded } from './embedded-copy.ts';
import { areLinksComplete, replayLinks } from './embedded-links.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'package-test-'));
  await mkdir(join(root, 'native', 'lib'), { recursive: true });
  await mkdir(join(root, 'native', 'bin'));
  await writeFile(join(root, 'package.json'), JSON.stringify({ version: '0.0.0-test' }));
  await writeFile(join(root, 'native', 'bin', 'postgres'), '#!/bin/sh\n', { mode: 0o700 });
  await writeFile(join(root, 'native', 'lib', 'liba.so.1.2'), 'library', { mode: 0o600 });
  await setLinks([
    { source: 'native/lib/liba.so.1.2', target: 'native/lib/liba.so' },
    { source: 'native/lib/liba.so.1.2', target: 'native/lib/liba.so.1' },
  ]);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const setLinks = (links: unknown): Promise<void> =>
  writeFile(join(root, 'native', 'pg-symlinks.json'), JSON.stringify(links));

describe('the links of the npm package', () => {
  it('are made where missing, and two processes at once do no harm', async () => {
    expect(await areLinksComplete(root)).toBe(false);
    expect(await Promise.all([replayLinks(root), replayLinks(root), replayLinks(root)])).toEqual([true, true, true]);
    expect(await areLinksComplete(root)).toBe(true);
    expect(await readlink(join(root, 'native', 'lib', 'liba.so.1'))).toBe('liba.so.1.2');
  });

  it('are reported as impossible where nothing can be written', async () => {
    await setLinks([{ source: 'native/lib/liba.so.1.2', target: 'native/gone/liba.so' }]);
    expect(await replayLinks(root)).toBe(false);
  });

  it('outside the package are ignored', async () => {
    await setLinks([{ source: 'native/lib/liba.so.1.2', target: '../outside.so' }, { source: 1 }, null]);
    expect(await replayLinks(root)).toBe(true);
    await expect(lstat(join(root, '..', 'outside.so'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a private copy of the package', () => {
  it.skipIf(!isRoot())(
    'is whole, root’s own and readable by all, also when two make it at once (root only)',
    async () => {
      const { account } = await findIdentity('/nonexistent');
      const copies = await Promise.all([copyEmbedded(root, account), copyEmbedded(root, account)]);
      try {
        expect(new Set(copies)).toEqual(new Set(['/var/lib/keyshift/bin-0.0.0-test']));
        const copy = copies[0] ?? '';
        expect(await areLinksComplete(copy)).toBe(true);
        expect((await stat(join(copy, 'native', 'bin', 'postgres'))).mode & 0o777).toBe(0o755);
        expect((await stat(join(copy, 'native', 'lib', 'liba.so'))).mode & 0o777).toBe(0o644);
        expect((await stat('/var/lib/keyshift')).mode & 0o777).toBe(0o711);
        await chmod(copy, 0o777);
        await expect(copyEmbedded(root, account)).rejects.toMatchObject({ code: 'postgres.binaries_unusable' });
      } finally {
        await rm('/var/lib/keyshift/bin-0.0.0-test', { recursive: true, force: true });
      }
    },
  );
});

describe('a server of the machine', () => {
  const program = async (name: string, version: string): Promise<string> => {
    const directory = join(root, name);
    await mkdir(directory);
    await writeFile(join(directory, 'initdb'), '#!/bin/sh\n', { mode: 0o755 });
    await writeFile(join(directory, 'postgres'), `#!/bin/sh\necho "postgres (PostgreSQL) ${version}"\n`, {
      mode: 0o755,
    });
    return directory;
  };

  it('is the newest that is new enough', async () => {
    const directories = [await program('a', '15.20 (Debian)'), await program('b', '17.2'), await program('c', '16.14')];
    expect(await chooseNewest(directories)).toEqual({ directory: join(root, 'b'), version: '17.2', major: 17 });
  });

  it('must be there (postgres.binaries_missing)', async () => {
    const directories = [await program('a', '15.20'), '/nonexistent'];
    await expect(chooseNewest(directories)).rejects.toMatchObject({ code: 'postgres.binaries_missing' });
  });
});

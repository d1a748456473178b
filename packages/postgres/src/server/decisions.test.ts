import { describe, expect, it } from 'vitest';
import { decideAccount, decideRootIdentity, parsePasswd } from './account.ts';
import { isReachable, isTraversable, parentsOf } from './home.ts';
import { decideLeftover } from './leftover.ts';
import { serverArguments } from './settings.ts';
import { isShortEnough } from './socket-directory.ts';

const postgres = { name: 'postgres', uid: 101, gid: 104 };
const nobody = { name: 'nobody', uid: 65_534, gid: 65_534 };
const bob = { name: 'bob', uid: 1_000, gid: 1_000 };
const root = { name: 'root', uid: 0, gid: 0 };

describe('the account of a server that root starts', () => {
  it('is read from /etc/passwd', () => {
    const text =
      'root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104:,,,:/var/lib/postgresql:/bin/bash\n# comment\nbad:x:y:z\n';
    expect(parsePasswd(text)).toEqual([root, postgres]);
  });

  it('is postgres, else nobody, else the unprivileged owner of what is there', () => {
    expect(decideAccount([root, nobody, postgres], undefined)).toBe(postgres);
    expect(decideAccount([root, nobody], 0)).toBe(nobody);
    expect(decideAccount([root, nobody, postgres, bob], 1_000)).toBe(bob);
    expect(decideAccount([root, postgres], 4_242)).toBe(postgres);
    expect(decideAccount([{ ...postgres, uid: 0 }], undefined)).toBeUndefined();
  });

  it('must exist (postgres.no_account)', () => {
    const nobodyThere = (): unknown => decideRootIdentity('root', [root], undefined);
    expect(nobodyThere).toThrow(expect.objectContaining({ code: 'postgres.no_account' }));
  });
});

describe('the home of a server', () => {
  const open = { mode: 0o40755, uid: 0, gid: 0 };
  const closed = { mode: 0o40700, uid: 0, gid: 0 };

  it.each([
    ['open to all', open, true],
    ['private to root', closed, false],
    ['private to the account', { mode: 0o40700, uid: 101, gid: 0 }, true],
    ['open to all but its owner, the account', { mode: 0o40077, uid: 101, gid: 0 }, false],
    ['open to the account’s group', { mode: 0o40710, uid: 0, gid: 104 }, true],
    ['open to all but the account’s group', { mode: 0o40701, uid: 0, gid: 104 }, false],
  ])('a directory %s', (_name, access, expected) => {
    expect(isTraversable(access, postgres)).toBe(expected);
  });

  it('is reachable for an ordinary user, whatever its parents are', () => {
    expect(isReachable(undefined, [closed])).toBe(true);
  });

  it('is reachable under root where the account may pass through every parent', () => {
    expect(isReachable(postgres, [open, open])).toBe(true);
    expect(isReachable(postgres, [open, closed, open])).toBe(false);
  });

  it('has all directories above it as parents', () => {
    expect(parentsOf('/a/b/c')).toEqual(['/a/b', '/a', '/']);
  });
});

describe('a process named in the pid file', () => {
  const line = '/x/postgres -D /data/pg -c port=5432 -c keyshift.owner=77';

  it.each([
    ['nothing', undefined, { kind: 'none' }],
    ['a program that got the number', { parentId: 1, commandLine: '/bin/sleep 100' }, { kind: 'otherProgram' }],
    [
      'a server of another directory',
      { parentId: 1, commandLine: '/x/postgres -D /data/pg2' },
      { kind: 'otherProgram' },
    ],
    ['a server whose owner lives', { parentId: 77, commandLine: line }, { kind: 'owned', ownerProcessId: 77 }],
    ['a server whose owner is gone', { parentId: 1, commandLine: line }, { kind: 'orphan' }],
    ['a server started by hand', { parentId: 5, commandLine: '/x/postgres -D /data/pg' }, { kind: 'orphan' }],
  ] as const)('is %s', (_name, found, expected) => {
    expect(decideLeftover(found, '/data/pg')).toEqual(expected);
  });
});

describe('the server’s arguments', () => {
  it('let settings change defaults, but not privacy or durability', () => {
    const settings = { max_connections: '20', listen_addresses: '*', fsync: 'off', log_statement: 'all', port: '1' };
    const line = serverArguments({ data: '/d', socketDirectory: '/r', ownerProcessId: 7, settings }).join(' ');
    expect(line).toContain('-c max_connections=20');
    expect(line).toContain('-c listen_addresses= ');
    expect(line).toContain('-c fsync=on');
    expect(line).toContain('-c log_statement=none');
    expect(line).toContain('-c port=5432');
    expect(line).not.toContain('*');
  });

  it('keep the socket path within the system’s limit', () => {
    expect(isShortEnough(`/${'d'.repeat(80)}`)).toBe(true);
    expect(isShortEnough(`/${'d'.repeat(100)}`)).toBe(false);
    expect(isShortEnough(`/${'é'.repeat(50)}`)).toBe(false);
  });
});

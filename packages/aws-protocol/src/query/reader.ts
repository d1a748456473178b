// Typed reading of decoded parameters, which remembers what was read: the rest was not understood.
import type { QueryParameters } from './decode.ts';

export type QueryReader = {
  /** The value of a parameter; undefined when it is absent. An empty value is an empty text. */
  find(name: string): string | undefined;
  /**
   * Items `name.member.N` (or `name.N` without `member`) in the order of their index; gaps are skipped. An empty list
   * is sent as `name=`. Undefined when absent altogether.
   */
  findList(name: string, member?: string): readonly string[] | undefined;
  /** The same for items that are structures. */
  findStructures(name: string, member?: string): readonly QueryReader[] | undefined;
  /** Names of parameters that nothing has asked for. */
  listUnread(): readonly string[];
};

const INDEX = /^[1-9][0-9]{0,3}$/;

export function createQueryReader(parameters: QueryParameters): QueryReader {
  return readerAt({ parameters, read: new Set() }, '');
}

type Source = { readonly parameters: QueryParameters; readonly read: Set<string> };

function readerAt(source: Source, prefix: string): QueryReader {
  const find = (name: string): string | undefined => {
    source.read.add(prefix + name);
    return source.parameters.get(prefix + name);
  };
  const findIndexes = (name: string, member: string | undefined) => {
    const isEmpty = find(name) === '';
    const start = `${prefix}${name}.${member === undefined ? '' : `${member}.`}`;
    const indexes = indexesBelow(source.parameters, start);
    return indexes.length === 0 && !isEmpty ? undefined : { start, indexes };
  };
  return {
    find,
    findList(name, member) {
      const found = findIndexes(name, member);
      return found?.indexes.map((index) => readItem(source, `${found.start}${index}`));
    },
    findStructures(name, member) {
      const found = findIndexes(name, member);
      return found?.indexes.map((index) => readerAt(source, `${found.start}${index}.`));
    },
    listUnread: () => [...source.parameters.keys()].filter((name) => name.startsWith(prefix) && !source.read.has(name)),
  };
}

function readItem({ parameters, read }: Source, name: string): string {
  read.add(name);
  return parameters.get(name) ?? '';
}

function indexesBelow(parameters: QueryParameters, start: string): readonly number[] {
  const indexes = new Set<number>();
  for (const name of parameters.keys()) {
    if (!name.startsWith(start)) continue;
    const index = name.slice(start.length).split('.', 1)[0] ?? '';
    if (INDEX.test(index)) indexes.add(Number(index));
  }
  return [...indexes].sort((left, right) => left - right);
}

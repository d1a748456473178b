// Style sheets and scripts kept in memory, under addresses that change with their content.
import { createHash } from 'node:crypto';

export type AssetKind = 'css' | 'js' | 'svg';
export type Assets = {
  /** The address of an asset, such as `/assets/pages.3f9c….css`. Throws a TypeError for an unknown name. */
  path(name: string): string;
  /** The asset at an address, if there is one. */
  find(path: string): { contentType: string; text: string } | undefined;
};

const CONTENT_TYPES: Readonly<Record<AssetKind, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** `files`: name without extension → kind and text. */
export function createAssets(files: Readonly<Record<string, { kind: AssetKind; text: string }>>): Assets {
  const paths = new Map<string, string>();
  const contents = new Map<string, { contentType: string; text: string }>();
  for (const [name, { kind, text }] of Object.entries(files)) {
    const path = `/assets/${name}.${createHash('sha256').update(text).digest('hex').slice(0, 12)}.${kind}`;
    paths.set(name, path);
    contents.set(path, { contentType: CONTENT_TYPES[kind], text });
  }
  return {
    path(name) {
      const path = paths.get(name);
      if (path === undefined) throw new TypeError(`no asset is named ${name}`);
      return path;
    },
    find: (path) => contents.get(path),
  };
}

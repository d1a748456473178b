// Tag, Untag and List…Tags are the same three actions for every kind of IAM resource.
import { type Action, type ActionDeps, defineAction } from '../action/action.ts';
import type { Input } from '../action/input.ts';
import { formatTags, mergeTags, readTags, removeTags } from '../action/tags.ts';
import type { Resources, Tag } from '../store/resources.ts';
import type { ResourceStore } from '../store/store.ts';
import { ignorePaging } from './names.ts';

export type Taggable<K extends 'role' | 'policy' | 'saml-provider'> = {
  /** As it stands in the names of the actions: `Role`, `Policy`, `SAMLProvider`. */
  readonly noun: string;
  readonly kind: K;
  /** Reads the parameter that names the resource. */
  readonly readName: (input: Input) => string;
  /** The resource and the id it is stored under; throws NoSuchEntity. */
  readonly get: (store: ResourceStore, name: string) => Promise<Resources[K]>;
  readonly idOf: (body: Resources[K]) => string;
  readonly arnOf: (name: string, deps: ActionDeps) => string;
};

export function tagActions<K extends 'role' | 'policy' | 'saml-provider'>(taggable: Taggable<K>): readonly Action[] {
  const { noun, readName } = taggable;
  const needs = ({ name }: { name: string }, deps: ActionDeps) => [{ resource: taggable.arnOf(name, deps) }];
  return [
    defineAction({
      name: `Tag${noun}`,
      decode: (input) => ({ name: readName(input), tags: readTags(input, 'Tags', 'member') }),
      needs: (value, deps) => [
        {
          resource: taggable.arnOf(value.name, deps),
          context: Object.fromEntries(value.tags.map(({ key, value: text }) => [`aws:RequestTag/${key}`, text])),
        },
      ],
      handle: (deps, _call, { name, tags }) =>
        change(deps, taggable, { name, edit: (before) => mergeTags(before, tags) }),
    }),
    defineAction({
      name: `Untag${noun}`,
      decode: (input) => ({ name: readName(input), keys: input.list('TagKeys', 'member') }),
      needs,
      handle: (deps, _call, { name, keys }) =>
        change(deps, taggable, { name, edit: (before) => removeTags(before, keys) }),
    }),
    defineAction({
      name: `List${noun}Tags`,
      decode: (input) => {
        ignorePaging(input);
        return { name: readName(input) };
      },
      needs,
      handle: async (deps, _call, { name }) => {
        const { tags } = await taggable.get(deps.store, name);
        return { Tags: { member: formatTags(tags) }, IsTruncated: false };
      },
    }),
  ];
}

type Edit = { readonly name: string; readonly edit: (tags: readonly Tag[]) => readonly Tag[] };

async function change<K extends 'role' | 'policy' | 'saml-provider'>(
  deps: ActionDeps,
  taggable: Taggable<K>,
  { name, edit }: Edit,
): Promise<undefined> {
  await deps.store.exclusive(async (store) => {
    const body = await taggable.get(store, name);
    await store.replace(taggable.kind, taggable.idOf(body), { ...body, tags: edit(body.tags) });
  });
}

// A policy string with variables: `${key}`, `${key, 'default'}` and the literals `${*}`, `${?}`, `${$}`.
import { type Context, findSingle } from '../context.ts';
import { iamPolicyErrors } from '../errors.ts';
import { type Glob, literalGlob, parseGlob } from './glob.ts';

type TemplatePart =
  | { readonly kind: 'text'; readonly text: string; readonly glob: Glob }
  | { readonly kind: 'variable'; readonly key: string; readonly fallback: string | undefined };
export type Template = readonly TemplatePart[];

const VARIABLE = /\$\{([^}]*)\}/g;
const CONTENT = /^\s*([A-Za-z0-9-]+:[A-Za-z0-9_.+=@:/-]+)\s*(?:,\s*'([^']*)'\s*)?$/;

/** Policy variables exist only since version 2012-10-17; before that `${` is ordinary text. */
export function parseTemplate(text: string, o: { variables: boolean }): Template {
  if (!o.variables) return [textPart(text)];
  const parts: TemplatePart[] = [];
  let from = 0;
  for (const match of text.matchAll(VARIABLE)) {
    if (match.index > from) parts.push(textPart(checkNoOpening(text.slice(from, match.index))));
    parts.push(parseVariable(match[1] ?? ''));
    from = match.index + match[0].length;
  }
  const rest = checkNoOpening(text.slice(from));
  return rest === '' && parts.length > 0 ? parts : [...parts, textPart(rest)];
}

/** The pattern with every variable filled in literally; undefined when a variable has no value. */
export function resolveGlob(template: Template, context: Context): Glob | undefined {
  const only = template.length === 1 ? template[0] : undefined;
  if (only?.kind === 'text') return only.glob;
  const symbols: number[] = [];
  for (const part of template) {
    const value = part.kind === 'text' ? undefined : fillIn(part, context);
    if (part.kind === 'variable' && value === undefined) return undefined;
    symbols.push(...(part.kind === 'text' ? part.glob : literalGlob(value ?? '')));
  }
  return symbols;
}

/** The plain text with every variable filled in; undefined when a variable has no value. */
export function resolveText(template: Template, context: Context): string | undefined {
  const texts = template.map((part) => (part.kind === 'text' ? part.text : fillIn(part, context)));
  return texts.includes(undefined) ? undefined : texts.join('');
}

function fillIn(part: { key: string; fallback: string | undefined }, context: Context): string | undefined {
  return findSingle(context, part.key) ?? part.fallback;
}

function textPart(text: string): TemplatePart {
  return { kind: 'text', text, glob: parseGlob(text) };
}

function parseVariable(content: string): TemplatePart {
  if (content === '*' || content === '?' || content === '$') {
    return { kind: 'text', text: content, glob: literalGlob(content) };
  }
  const match = CONTENT.exec(content);
  const key = match?.[1];
  if (key === undefined) throw iamPolicyErrors.legacyParsing({ why: `"\${${content}}" is not a policy variable` });
  return { kind: 'variable', key, fallback: match?.[2] };
}

function checkNoOpening(text: string): string {
  // A variable that is never closed would silently be text, which no author means.
  if (text.includes('${')) throw iamPolicyErrors.legacyParsing({ why: 'a policy variable is not closed by "}"' });
  return text;
}

// Reading of an action's parameters with AWS's refusals for what is missing, malformed or not supported.
import { AwsFault, type QueryReader } from '@keyshift/aws-protocol';

/** How a service names the two refusals. */
export type InputDialect = { readonly missing: string; readonly invalid: string };

export type TextRule = { readonly min?: number; readonly max?: number; readonly pattern?: RegExp };
type IntegerRule = { readonly min: number; readonly max: number };

export type Input = {
  text(name: string, rule?: TextRule): string;
  findText(name: string, rule?: TextRule): string | undefined;
  findInteger(name: string, rule: IntegerRule): number | undefined;
  findBoolean(name: string): boolean | undefined;
  /** Empty when absent. */
  list(name: string, member?: string): readonly string[];
  findList(name: string, member?: string): readonly string[] | undefined;
  structures(name: string, member?: string): readonly Input[];
  /** Parameters that are known and change nothing here. */
  ignore(...names: readonly string[]): void;
  invalid(name: string, why: string): AwsFault;
  listUnread(): readonly string[];
};

export function createInput(reader: QueryReader, dialect: InputDialect): Input {
  const invalid = (name: string, why: string) =>
    new AwsFault({ code: dialect.invalid, status: 400, message: `Invalid value for parameter ${name}: ${why}` });
  const findText = (name: string, rule: TextRule = {}) => {
    const value = reader.find(name);
    if (value !== undefined) checkText(value, rule, (why) => invalid(name, why));
    return value;
  };
  const findList = (name: string, member?: string) => reader.findList(name, member);
  return {
    findText,
    findList,
    text: (name, rule) => findText(name, rule) ?? throwMissing(name, dialect),
    findInteger: (name, rule) => parseInteger(reader.find(name), rule, (why) => invalid(name, why)),
    findBoolean: (name) => parseBoolean(reader.find(name), (why) => invalid(name, why)),
    list: (name, member) => findList(name, member) ?? [],
    structures: (name, member) => (reader.findStructures(name, member) ?? []).map((item) => createInput(item, dialect)),
    ignore(...names) {
      for (const name of names) reader.find(name);
    },
    invalid,
    listUnread: () => reader.listUnread(),
  };
}

type Refuse = (why: string) => AwsFault;

function throwMissing(name: string, dialect: InputDialect): never {
  throw new AwsFault({
    code: dialect.missing,
    status: 400,
    message: `The request must contain the parameter ${name}`,
  });
}

function checkText(value: string, rule: TextRule, refuse: Refuse): void {
  const length = Array.from(value).length;
  if (length < (rule.min ?? 0)) throw refuse(`it must have at least ${rule.min} characters`);
  if (rule.max !== undefined && length > rule.max) throw refuse(`it must have at most ${rule.max} characters`);
  if (rule.pattern !== undefined && !rule.pattern.test(value)) throw refuse(`it must match ${rule.pattern.source}`);
}

function parseInteger(value: string | undefined, rule: IntegerRule, refuse: Refuse): number | undefined {
  if (value === undefined) return undefined;
  const number = /^-?\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= rule.min && number <= rule.max)) throw refuse(`it must be a number from ${rule.min} to ${rule.max}`);
  return number;
}

function parseBoolean(value: string | undefined, refuse: Refuse): boolean | undefined {
  if (value === undefined) return undefined;
  if (value === 'true' || value === 'True') return true;
  if (value === 'false' || value === 'False') return false;
  throw refuse('it must be true or false');
}

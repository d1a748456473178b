// Action and NotAction: `service:Name` with wildcards in the name, or `*`.
import { iamPolicyErrors } from '../errors.ts';
import { parseGlob } from '../matching/glob.ts';
import { type JsonObject, readStrings } from './json.ts';
import type { ActionPattern, PolicyKind, Selection } from './policy.ts';

const VENDOR = /^[A-Za-z0-9-]+$/;
const TRUST_ACTION =
  /^sts:(assumerole|assumerole\*|assumerolewithsaml|assumerolewithwebidentity|tagsession|setsourceidentity|\*)$/i;

export function parseActions(statement: JsonObject, kind: PolicyKind): Selection<ActionPattern> {
  const not = statement['NotAction'] !== undefined;
  if (not && statement['Action'] !== undefined) {
    throw iamPolicyErrors.syntax({ why: 'a statement has both Action and NotAction' });
  }
  const value = not ? statement['NotAction'] : statement['Action'];
  const texts = value === undefined ? [] : readStrings(value, 'Action');
  if (texts.length === 0) throw iamPolicyErrors.actionsMissing();
  return { not, items: texts.map((text) => parseAction(text, kind)) };
}

function parseAction(text: string, kind: PolicyKind): ActionPattern {
  if (kind === 'trust' && !TRUST_ACTION.test(text)) throw iamPolicyErrors.trustAction({ action: text });
  if (text !== '*') checkName(text);
  return { text, glob: parseGlob(text.toLowerCase()) };
}

function checkName(text: string): void {
  const [vendor = '', name = '', ...more] = text.split(':');
  if (!text.includes(':') || name === '') throw iamPolicyErrors.actionVendorMissing({ action: text });
  if (more.length > 0) throw iamPolicyErrors.actionColons({ action: text });
  if (!VENDOR.test(vendor)) throw iamPolicyErrors.vendorInvalid({ vendor });
}

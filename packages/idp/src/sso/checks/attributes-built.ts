// The assertion's attributes from their mappings, each held to the rules of who will read it.
import { findConnector } from '@keyshift/directory';
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext, type SsoFindings } from '../context.ts';
import { evaluateAttributes, joinAttributes } from '../evaluate-attributes.ts';

const LONGEST_SHOWN = 100;

export function attributesBuilt(c: SsoContext): SsoFindings {
  const application = earlier(c, 'application');
  const { label } = application;
  const { roleArn, dbGroups: groups } = earlier(c, 'entitlement');
  const evaluated = evaluateAttributes(application, { person: earlier(c, 'person'), roleArn, groups });
  const missing = evaluated.find((one) => one.isMissing)?.note;
  if (typeof missing === 'string') throw idpErrors.setupIncomplete({ label, missing });
  const attributes = joinAttributes(evaluated);
  const rules = findConnector(application.connector)?.values ?? {};
  for (const { name, values } of attributes) {
    const rule = rules[name];
    const value = rule === undefined ? undefined : values.find((one) => !rule.isMet(one))?.slice(0, LONGEST_SHOWN);
    if (rule === undefined || value === undefined) continue;
    const attribute = name.slice(name.lastIndexOf('/') + 1);
    throw idpErrors.attributeInvalid({ label, attribute, rule: rule.text, value });
  }
  return { evaluated, attributes };
}

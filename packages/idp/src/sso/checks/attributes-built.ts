// The assertion's attributes from their mappings, each held to the rules of who will read it.
import { findConnector } from '@keyshift/directory';
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext, type SsoFindings } from '../context.ts';
import { evaluateAttributes, joinAttributes } from '../evaluate-attributes.ts';

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
    if (rule === undefined || values.every(rule.isMet)) continue;
    throw idpErrors.attributeInvalid({ label, attribute: name.slice(name.lastIndexOf('/') + 1), rule: rule.text });
  }
  return { evaluated, attributes };
}

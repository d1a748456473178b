// The assertion's attributes from their sources, each held to the rules of who will read it.
import type { Application, AttributeSource, Person } from '@keyshift/directory';
import { idpErrors } from '../../errors.ts';
import { findBrokenRule } from '../attribute-rules.ts';
import { type Attribute, earlier, type SsoContext, type SsoFindings } from '../context.ts';

type Values = {
  readonly application: Application;
  readonly person: Person;
  readonly roleArn: string | null;
  readonly dbGroups: readonly string[];
};

export function attributesBuilt(c: SsoContext): SsoFindings {
  const application = earlier(c, 'application');
  const values = { application, person: earlier(c, 'person'), ...earlier(c, 'entitlement') };
  const attributes = application.attributes
    .map(({ name, source }): Attribute => ({ name, values: valuesOf(source, values) }))
    .filter((attribute) => attribute.values.length > 0);
  for (const attribute of attributes) {
    const rule = findBrokenRule(attribute);
    if (rule === undefined) continue;
    throw idpErrors.attributeInvalid({ label: application.label, attribute: shortName(attribute.name), rule });
  }
  return { attributes };
}

function valuesOf(source: AttributeSource, values: Values): readonly string[] {
  switch (source.kind) {
    case 'constant':
      return [source.value];
    case 'user':
      return [values.person[source.field]];
    case 'groups':
      return values.dbGroups;
    case 'role':
      return [rolePair(values)];
  }
}

// AWS reads the role with the provider that may speak for it, as one value.
function rolePair({ application: { label, providerArn }, roleArn }: Values): string {
  if (providerArn === null)
    throw idpErrors.setupIncomplete({ label, missing: 'the SAML provider at AWS is not recorded' });
  if (roleArn === null) throw idpErrors.setupIncomplete({ label, missing: 'your group has no IAM role' });
  return `${roleArn},${providerArn}`;
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

// What the application will call the person: a field, a random name kept for the two of them, or a new one each time.
import { randomText } from '@keyshift/base';
import { findUserField } from '@keyshift/directory';
import { NAMEID_FORMAT } from '@keyshift/saml';
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext, type SsoDeps, type SsoFindings } from '../context.ts';
import { qualifiersOf } from '../name-qualifiers.ts';

const LENGTH = 32;

export async function nameIdChosen(c: SsoContext, deps: SsoDeps): Promise<SsoFindings> {
  const application = earlier(c, 'application');
  const value = await nameIdOf(c, deps);
  return { nameId: { value, format: NAMEID_FORMAT[application.nameIdFormat], ...qualifiersOf(application) } };
}

async function nameIdOf(c: SsoContext, deps: SsoDeps): Promise<string> {
  const { id: applicationId, label, nameIdFormat, nameIdPairwise, nameIdField } = earlier(c, 'application');
  const person = earlier(c, 'person');
  // saml-core §8.3.8 – a transient name means nothing beyond this one sign-in.
  if (nameIdFormat === 'transient') return `_${randomText(LENGTH, deps.random)}`;
  if (nameIdFormat === 'persistent' && nameIdPairwise) {
    const pair = { applicationId, personId: person.id };
    return c.access.pairwiseName ?? (await deps.directory.applications.pairwiseName(pair));
  }
  const value = findUserField(person, nameIdField);
  if (value === undefined) throw idpErrors.nameIdMissing({ label, field: nameIdField });
  return value;
}

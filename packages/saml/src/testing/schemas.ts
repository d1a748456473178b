// Validation against the OASIS schemas of SAML 2.0, as a Debian package installs them, by xmllint.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NAMESPACE } from '../constants.ts';

const SAML = '/usr/share/xml/opensaml';
const W3C = '/usr/share/xml/xmltooling';

export const hasSchemas: boolean =
  (existsSync(`${SAML}/saml-schema-protocol-2.0.xsd`) && spawnSync('xmllint', ['--version']).error === undefined) ||
  process.env['CI'] !== undefined;

/** Goes into the title of a test that is skipped without them. */
export const installSchemas: string = hasSchemas
  ? ''
  : ' (install: apt-get install libxml2-utils opensaml-schemas xmltooling-schemas)';

const SCHEMAS: readonly (readonly [namespaceUri: string, file: string])[] = [
  [NAMESPACE.assertion, `${SAML}/saml-schema-assertion-2.0.xsd`],
  [NAMESPACE.protocol, `${SAML}/saml-schema-protocol-2.0.xsd`],
  [NAMESPACE.metadata, `${SAML}/saml-schema-metadata-2.0.xsd`],
  [NAMESPACE.encryption11, `${W3C}/xenc11-schema.xsd`],
];

// Where the schemas import each other from, and where that is on disk.
const ADDRESSES: readonly (readonly [address: string, file: string])[] = [
  ['http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd', `${W3C}/xmldsig-core-schema.xsd`],
  ['http://www.w3.org/TR/2002/REC-xmlenc-core-20021210/xenc-schema.xsd', `${W3C}/xenc-schema.xsd`],
  ['http://www.w3.org/2001/xml.xsd', `${W3C}/xml.xsd`],
];

const DRIVER = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${SCHEMAS.map(
  ([uri, file]) => `<xs:import namespace="${uri}" schemaLocation="${file}"/>`,
).join('')}</xs:schema>`;

const CATALOG = `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">${ADDRESSES.map(
  ([address, file]) => `<system systemId="${address}" uri="${file}"/><uri name="${address}" uri="${file}"/>`,
).join('')}</catalog>`;

/** What the schemas object to, a line each; `''` when nothing. */
export function validateBySchemas(xml: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyshift-saml-'));
  try {
    const [driver, catalog] = [join(folder, 'all.xsd'), join(folder, 'catalog.xml')];
    writeFileSync(driver, DRIVER);
    writeFileSync(catalog, CATALOG);
    const run = spawnSync('xmllint', ['--nonet', '--noout', '--schema', driver, '-'], {
      input: xml,
      encoding: 'utf8',
      env: { ...process.env, XML_CATALOG_FILES: catalog },
    });
    return run.status === 0 ? '' : run.stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

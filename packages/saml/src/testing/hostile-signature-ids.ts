// What an Id on ds:Signature, which is borne, must not open.
import { NAMESPACE } from '../constants.ts';
import { forge } from './forge.ts';
import {
  after,
  before,
  behindIssuer,
  doublySigned,
  evil,
  genuine,
  type HostileCase,
  insideSignature,
  plainAssertion,
  signedAssertion,
} from './hostile-base.ts';

const onSignature = (attributes: string): string => genuine.replace('<ds:Signature ', `<ds:Signature ${attributes} `);

/** Only an Id on ds:Signature is borne, and only one that nobody could confuse with anything. */
export const SIGNATURE_ID: readonly HostileCase[] = [
  ['the ID of the assertion', onSignature('Id="_assertion-1"'), 'saml.id_duplicate'],
  ['the ID of the response', onSignature('Id="_response-1"'), 'saml.id_duplicate'],
  [
    'the Id of another signature',
    doublySigned.replaceAll('<ds:Signature ', '<ds:Signature Id="x" '),
    'saml.id_duplicate',
  ],
  ['nothing in it', onSignature('Id=""'), 'saml.signature_malformed'],
  ['a value that is no ID', onSignature('Id="#x y"'), 'saml.signature_malformed'],
  ['another name, id', onSignature('id="x"'), 'saml.id_attribute_refused'],
  ['another name, iD', onSignature('iD="x"'), 'saml.id_attribute_refused'],
  ['another name, ID', onSignature('ID="x"'), 'saml.signature_malformed'],
  ['an ID beside it', onSignature('Id="x" ID="y"'), 'saml.signature_malformed'],
  ['another namespace, xml:id', onSignature('xml:id="x"'), 'saml.id_attribute_refused'],
  ['another namespace, ds:Id', onSignature('ds:Id="x"'), 'saml.id_attribute_refused'],
  [
    'a Signature of another namespace around it',
    onSignature('Id="x"').replace(NAMESPACE.signature, 'urn:evil'),
    'saml.id_attribute_refused',
  ],
  ...['SignedInfo', 'SignatureValue', 'Reference'].map(
    (name): HostileCase => [
      `${name} around it`,
      genuine.replace(`<ds:${name}`, `<ds:${name} Id="x"`),
      'saml.id_attribute_refused',
    ],
  ),
  ...['KeyInfo', 'Object', 'SignatureProperties', 'Manifest'].map(
    (name): HostileCase => [
      `${name} around it`,
      before + behindIssuer(plainAssertion, insideSignature(`<ds:${name} Id="x"></ds:${name}>`)) + after,
      'saml.id_attribute_refused',
    ],
  ),
  [
    'the assertion around it',
    genuine.replace('ID="_assertion-1"', 'ID="_assertion-1" Id="x"'),
    'saml.id_attribute_refused',
  ],
  [
    'a reference to it',
    forge({ uri: '#x', changeSignature: (text) => text.replace('<ds:Signature ', '<ds:Signature Id="x" ') }),
    'saml.reference_refused',
  ],
  [
    'the ID of the assertion, which has none',
    forge({
      changeAssertion: (text) => text.replace(' ID="_assertion-1"', ''),
      changeSignature: (text) => text.replace('<ds:Signature ', '<ds:Signature Id="_assertion-1" '),
    }),
    'saml.reference_refused',
  ],
  [
    'the ID of an evil assertion beside the signed one',
    before + evil + signedAssertion.replace('<ds:Signature ', '<ds:Signature Id="_evil-1" ') + after,
    'saml.id_duplicate',
  ],
];

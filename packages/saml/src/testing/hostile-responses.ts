// The hostile corpus: what attackers did to other implementations, each message with the code that refuses it.
import { ALGORITHM, NAMESPACE } from '../constants.ts';
import { issueResponse } from '../index.ts';
import { ENVELOPED, EXCLUSIVE, forge, stripSignatures, transform } from './forge.ts';
import {
  after,
  before,
  behindIssuer,
  doublySigned,
  evil,
  evilSameId,
  genuine,
  genuineResponse,
  type HostileCase,
  inSubject,
  insideSignature,
  key,
  object,
  plainAssertion,
  responseSignature,
  signature,
  signedAssertion,
  withExtensions,
} from './hostile-base.ts';
import { readTestKey } from './keys.ts';
import { buildInput } from './response-input.ts';

// Somorovsky et al., "On Breaking SAML" (2012): XSW 1–8, and the arrangements later CVEs added.
export const WRAPPING: readonly HostileCase[] = [
  [
    'XSW1: evil response around the signed one, inside its signature',
    genuineResponse
      .replaceAll('alice', 'admin')
      .replace('_response-1', '_evil')
      .replace('</ds:Signature>', `${object(stripSignatures(genuineResponse))}</ds:Signature>`),
    'saml.id_duplicate',
  ],
  [
    'XSW2: signed response detached before the evil signature',
    genuineResponse
      .replaceAll('alice', 'admin')
      .replace('_response-1', '_evil')
      .replace('_assertion-1', '_evil-1')
      .replace('<ds:Signature ', `${stripSignatures(genuineResponse)}<ds:Signature `),
    'saml.assertion_not_unique',
  ],
  ['XSW3: evil assertion before the signed one', before + evil + signedAssertion + after, 'saml.assertion_not_unique'],
  [
    'XSW4: signed assertion inside the evil one',
    before + evil.replace('</saml:Assertion>', `${signedAssertion}</saml:Assertion>`) + after,
    'saml.assertion_not_unique',
  ],
  [
    'XSW5: evil assertion with the signature, genuine one after it',
    before + behindIssuer(evil, signature) + plainAssertion + after,
    'saml.assertion_not_unique',
  ],
  [
    'XSW6: genuine assertion inside the signature of the evil one',
    before + behindIssuer(evil, insideSignature(plainAssertion)) + after,
    'saml.assertion_not_unique',
  ],
  ['XSW7: evil assertion in Extensions', withExtensions(genuine, evil), 'saml.assertion_not_unique'],
  [
    'XSW8: genuine assertion in an Object of the signature',
    before + behindIssuer(evil, insideSignature(object(plainAssertion))) + after,
    'saml.assertion_not_unique',
  ],
  ['an unsigned assertion after the signed one', before + signedAssertion + evil + after, 'saml.assertion_not_unique'],
  ['an evil assertion with the same ID', before + evilSameId + signedAssertion + after, 'saml.id_duplicate'],
  [
    'the evil assertion in another namespace',
    before + evil.replace(NAMESPACE.assertion, 'urn:evil') + signedAssertion + after,
    'saml.assertion_not_unique',
  ],
  [
    'the signed assertion in Extensions alone',
    withExtensions(before + after, signedAssertion),
    'saml.assertion_misplaced',
  ],
  [
    'the signature of a nested element',
    before + inSubject(plainAssertion, signature) + after,
    'saml.signature_misplaced',
  ],
  ['a second signature', before + behindIssuer(signedAssertion, signature) + after, 'saml.signature_misplaced'],
  [
    'a signature at the end of the assertion',
    before + plainAssertion.replace('</saml:Assertion>', `${signature}</saml:Assertion>`) + after,
    'saml.signature_misplaced',
  ],
  [
    'a detached signature beside the assertion',
    before + signature + plainAssertion + after,
    'saml.signature_misplaced',
  ],
  [
    'the signature of the assertion moved to the response',
    before.replace('<samlp:Status>', `${signature}<samlp:Status>`) + plainAssertion + after,
    'saml.reference_refused',
  ],
  [
    'an assertion taken from a signed response',
    before + behindIssuer(plainAssertion, responseSignature) + after,
    'saml.reference_refused',
  ],
  ['two responses', `<r>${genuine}${genuine}</r>`, 'saml.not_a_response'],
  [
    'a response in another namespace',
    genuine.replace(NAMESPACE.protocol, 'urn:oasis:names:tc:SAML:1.0:protocol'),
    'saml.not_a_response',
  ],
  ['a valid outer and a foreign inner signature', doublySigned.replace('>alice<', '>admin<'), 'saml.digest_mismatch'],
];

export const STRIPPED: readonly HostileCase[] = [
  ['no signature', stripSignatures(genuine), 'saml.signature_missing'],
  [
    'an empty signature',
    before + behindIssuer(plainAssertion, `<ds:Signature xmlns:ds="${NAMESPACE.signature}"/>`) + after,
    'saml.signature_malformed',
  ],
  [
    'an empty SignatureValue',
    genuine.replace(/<ds:SignatureValue>.*?</s, '<ds:SignatureValue><'),
    'saml.signature_malformed',
  ],
  ['an empty DigestValue', genuine.replace(/<ds:DigestValue>.*?</s, '<ds:DigestValue><'), 'saml.signature_malformed'],
  ['a signature in another namespace', genuine.replace(NAMESPACE.signature, 'urn:evil'), 'saml.signature_misplaced'],
  [
    'a signature commented out',
    genuine.replace('<ds:Signature ', '<!--<ds:Signature ').replace('</ds:Signature>', '</ds:Signature>-->'),
    'xml.markup_refused',
  ],
  ['a changed value', genuine.replace('>alice<', '>admin<'), 'saml.digest_mismatch'],
  ['a changed digest', genuine.replace(/<ds:DigestValue>./, '<ds:DigestValue>/'), 'saml.signature_invalid'],
  ['a changed signature value', genuine.replace(/(<ds:SignatureValue>.{40})../, '$1//'), 'saml.signature_invalid'],
  [
    'a digest of another length',
    forge({ changeSignature: (text) => text.replace(/(<ds:DigestValue>).*?(<)/, '$1AAAA$2') }),
    'saml.signature_invalid',
  ],
  ['no assertion', before + after, 'saml.assertion_missing'],
  [
    'an encrypted assertion',
    `${before}<saml:EncryptedAssertion xmlns:saml="${NAMESPACE.assertion}"></saml:EncryptedAssertion>${after}`,
    'saml.assertion_encrypted',
  ],
  [
    'an encrypted NameID',
    forge({
      changeAssertion: (text) =>
        text.replace(/<saml:NameID .*?<\/saml:NameID>/, '<saml:EncryptedID></saml:EncryptedID>'),
    }),
    'saml.assertion_encrypted',
  ],
];

export const SIGNATURE_SHAPE: readonly HostileCase[] = [
  [
    'an Object',
    before + behindIssuer(plainAssertion, insideSignature(object('x'))) + after,
    'saml.signature_malformed',
  ],
  [
    'foreign content',
    before + behindIssuer(plainAssertion, insideSignature('<x xmlns="urn:x"/>')) + after,
    'saml.signature_malformed',
  ],
  ['text', before + behindIssuer(plainAssertion, insideSignature('x')) + after, 'saml.signature_malformed'],
  ['two SignedInfo', genuine.replace(/<ds:SignedInfo>.*<\/ds:SignedInfo>/s, '$&$&'), 'saml.signature_malformed'],
  ['a nested SignedInfo', forge({ extraSignedInfo: '<ds:SignedInfo></ds:SignedInfo>' }), 'saml.signature_malformed'],
  [
    'two SignatureValue',
    genuine.replace(/<ds:SignatureValue>.*<\/ds:SignatureValue>/s, '$&$&'),
    'saml.signature_malformed',
  ],
  [
    'two References',
    forge({ extraSignedInfo: '<ds:Reference URI="#_response-1"></ds:Reference>' }),
    'saml.signature_malformed',
  ],
  [
    'a Manifest reference',
    forge({
      changeSignature: (text) =>
        text.replace('<ds:Reference ', '<ds:Reference Type="http://www.w3.org/2000/09/xmldsig#Manifest" '),
    }),
    'saml.signature_malformed',
  ],
  [
    'an element in DigestValue',
    genuine.replace('<ds:DigestValue>', '<ds:DigestValue><x/>'),
    'saml.signature_malformed',
  ],
  ['a comment in DigestValue', genuine.replace('<ds:DigestValue>', '<ds:DigestValue><!-- x -->'), 'xml.markup_refused'],
  [
    'an HMACOutputLength',
    genuine.replace('</ds:SignatureMethod>', '<ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>'),
    'saml.signature_malformed',
  ],
  ['base64 that is not', genuine.replace('<ds:SignatureValue>', '<ds:SignatureValue>*'), 'saml.signature_malformed'],
];

const transforms = (value: string): string => forge({ transforms: value });
const TRANSFORM_ALGORITHMS = [
  'http://www.w3.org/TR/1999/REC-xslt-19991116',
  'http://www.w3.org/TR/1999/REC-xpath-19991116',
  'http://www.w3.org/2002/06/xmldsig-filter2',
  'http://www.w3.org/2000/09/xmldsig#base64',
  'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
];
const SIGNATURE_METHODS: readonly (readonly [string, string])[] = [
  ['RSA-SHA1', 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'],
  ['RSA-MD5', 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5'],
  ['DSA-SHA1', 'http://www.w3.org/2000/09/xmldsig#dsa-sha1'],
  ['none', 'none'],
  ['nothing', ''],
];

export const ALGORITHMS: readonly HostileCase[] = [
  ...SIGNATURE_METHODS.map(
    ([name, uri]): HostileCase => [
      `${name} as signature`,
      forge({ signatureMethod: uri, hash: 'sha1' }),
      'saml.algorithm_refused',
    ],
  ),
  ...[key.certificatePem, key.publicKey.export({ type: 'spki', format: 'pem' }).toString(), ''].map(
    (hmacSecret, index): HostileCase => [
      `HMAC with public knowledge ${index + 1}`,
      forge({ hmacSecret, signatureMethod: 'http://www.w3.org/2000/09/xmldsig#hmac-sha1' }),
      'saml.algorithm_refused',
    ],
  ),
  ['HMAC under the name of RSA', forge({ hmacSecret: key.certificatePem }), 'saml.signature_invalid'],
  ['an RSA signature named ECDSA', forge({ signatureMethod: ALGORITHM.ecdsaSha256 }), 'saml.signature_invalid'],
  ['another hash than named', forge({ signatureMethod: ALGORITHM.rsaSha512 }), 'saml.signature_invalid'],
  [
    'SHA-1 as digest',
    forge({ digestMethod: 'http://www.w3.org/2000/09/xmldsig#sha1', digestHash: 'sha1' }),
    'saml.algorithm_refused',
  ],
  [
    'MD5 as digest',
    forge({ digestMethod: 'http://www.w3.org/2001/04/xmldsig-more#md5', digestHash: 'md5' }),
    'saml.algorithm_refused',
  ],
  [
    'inclusive canonicalization',
    forge({ canonicalization: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315' }),
    'saml.algorithm_refused',
  ],
  [
    'canonicalization with comments',
    forge({ canonicalization: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments' }),
    'saml.algorithm_refused',
  ],
  ...TRANSFORM_ALGORITHMS.map(
    (uri): HostileCase => [`the transform ${uri}`, transforms(ENVELOPED + transform(uri)), 'saml.algorithm_refused'],
  ),
  ['no transforms', transforms(''), 'saml.algorithm_refused'],
  ['one transform', transforms(ENVELOPED), 'saml.algorithm_refused'],
  ['transforms in another order', transforms(EXCLUSIVE + ENVELOPED), 'saml.algorithm_refused'],
  ['a third transform', transforms(ENVELOPED + EXCLUSIVE + EXCLUSIVE), 'saml.algorithm_refused'],
  [
    'XPath inside the enveloped transform',
    transforms(ENVELOPED.replace('></', '><ds:XPath>1</ds:XPath></') + EXCLUSIVE),
    'saml.signature_malformed',
  ],
  ['an RSA key below 2048 bits', forge({ key: 'rsa-1024' }), 'saml.signature_invalid'],
  [
    'a foreign key with its own KeyInfo',
    issueResponse(buildInput(), readTestKey('rsa-2048-foreign')),
    'saml.signature_invalid',
  ],
];

export const REFERENCES: readonly HostileCase[] = [
  '',
  '#',
  '_assertion-1',
  '#_response-1',
  '#_assertion-2',
  '#xpointer(/)',
  "#xpointer(id('_assertion-1'))",
  'http://localhost/x',
  'file:///etc/passwd',
  "#_assertion-1' or '1'='1",
  ' #_assertion-1',
].map((uri): HostileCase => [`the reference ${JSON.stringify(uri)}`, forge({ uri }), 'saml.reference_refused']);

const changed = (search: string | RegExp, replacement: string): string =>
  forge({ changeAssertion: (text) => text.replace(search, replacement) });

export const DOCUMENTS: readonly HostileCase[] = [
  ['a DOCTYPE', `<!DOCTYPE r [<!ENTITY x "y">]>${genuine}`, 'xml.markup_refused'],
  ['an ID by ATTLIST', `<!DOCTYPE r [<!ATTLIST Assertion evil ID #IMPLIED>]>${genuine}`, 'xml.markup_refused'],
  ['a comment in NameID', genuine.replace('>alice<', '>ali<!-- x -->ce<'), 'xml.markup_refused'],
  ['CDATA in NameID', genuine.replace('>alice<', '><![CDATA[alice]]><'), 'xml.markup_refused'],
  ['an instruction in NameID', genuine.replace('>alice<', '>ali<?x?>ce<'), 'xml.markup_refused'],
  [
    'an element in NameID, signed',
    changed('>alice</saml:NameID>', '>alice<x></x>.evil</saml:NameID>'),
    'saml.leaf_not_text',
  ],
  ['an element in Audience, signed', changed('</saml:Audience>', '<x></x></saml:Audience>'), 'saml.leaf_not_text'],
  [
    'an element in AttributeValue, signed',
    changed('</saml:AttributeValue>', '<x></x></saml:AttributeValue>'),
    'saml.leaf_not_text',
  ],
  ['an element in Issuer, signed', changed('</saml:Issuer>', '<x></x></saml:Issuer>'), 'saml.leaf_not_text'],
  ['an empty NameID, signed', changed('>alice</saml:NameID>', '></saml:NameID>'), 'saml.value_empty'],
  ['an empty Audience, signed', changed(/<saml:Audience>.*?</, '<saml:Audience> <'), 'saml.value_empty'],
  ['duplicate IDs', genuine.replace('ID="_response-1"', 'ID="_assertion-1"'), 'saml.id_duplicate'],
  ['xml:id', genuine.replace('<samlp:Status>', '<samlp:Status xml:id="_assertion-1">'), 'saml.id_attribute_refused'],
  ['Id', genuine.replace('<samlp:Status>', '<samlp:Status Id="_x">'), 'saml.id_attribute_refused'],
  ['id', genuine.replace('<samlp:Status>', '<samlp:Status id="_x">'), 'saml.id_attribute_refused'],
  [
    'saml:ID',
    genuine.replace('<samlp:Status>', `<samlp:Status xmlns:saml="${NAMESPACE.assertion}" saml:ID="_x">`),
    'saml.id_attribute_refused',
  ],
  ['no ID on the response', genuine.replace(' ID="_response-1"', ''), 'saml.id_invalid'],
  [
    'no ID on the assertion',
    forge({ changeAssertion: (text) => text.replace(' ID="_assertion-1"', ''), uri: '#' }),
    'saml.id_invalid',
  ],
  ['an undeclared prefix', genuine.replace(' xmlns:ds=', ' xmlns:d='), 'xml.undeclared_prefix'],
  ['a duplicate attribute', genuine.replace('<samlp:Status>', '<samlp:Status a="1" a="2">'), 'xml.duplicate_attribute'],
  ['a failed status', genuine.replace('status:Success', 'status:Responder'), 'saml.status_not_success'],
  ['an unknown status', genuine.replace(/Value="[^"]*"/, 'Value="canary"'), 'saml.status_not_success'],
  ['no status', genuine.replace(/<samlp:Status>.*<\/samlp:Status>/s, ''), 'saml.element_missing'],
  ['no status code', genuine.replace(/<samlp:StatusCode .*<\/samlp:StatusCode>/s, ''), 'saml.element_missing'],
  ['version 1.1 of the response', genuine.replace('Version="2.0"', 'Version="1.1"'), 'saml.version_unsupported'],
  ['version 1.1 of the assertion', changed('Version="2.0"', 'Version="1.1"'), 'saml.version_unsupported'],
  ['text between elements', genuine.replace('<samlp:Status>', 'x<samlp:Status>'), 'saml.element_unexpected'],
  [
    'an unknown element in the response (saml-core §3.3.3)',
    genuine.replace('<samlp:Status>', '<samlp:x></samlp:x><samlp:Status>'),
    'saml.element_unexpected',
  ],
  [
    'an unknown statement',
    changed('<saml:AuthnStatement', '<saml:Statement></saml:Statement><saml:AuthnStatement'),
    'saml.element_unexpected',
  ],
  [
    'Advice',
    changed('<saml:AuthnStatement', '<saml:Advice></saml:Advice><saml:AuthnStatement'),
    'saml.element_unexpected',
  ],
  ['two Subjects', changed(/<saml:Subject>.*<\/saml:Subject>/s, '$&$&'), 'saml.element_unexpected'],
  ['two Conditions', changed(/<saml:Conditions .*<\/saml:Conditions>/s, '$&$&'), 'saml.element_unexpected'],
  ['two Issuers', changed(/<saml:Issuer>.*?<\/saml:Issuer>/s, '$&$&'), 'saml.element_unexpected'],
  [
    'an unknown condition (saml-core §2.5.1.1)',
    changed('</saml:Conditions>', '<saml:Condition></saml:Condition></saml:Conditions>'),
    'saml.condition_unknown',
  ],
  ['a foreign condition', changed('</saml:Conditions>', '<x></x></saml:Conditions>'), 'saml.condition_unknown'],
  ['an attribute named twice', changed(/<saml:Attribute .*?<\/saml:Attribute>/s, '$&$&'), 'saml.attribute_ambiguous'],
  ['an attribute without a name', changed(/<saml:Attribute Name="[^"]*"/, '<saml:Attribute'), 'saml.field_missing'],
  ['no IssueInstant', changed(/ IssueInstant="[^"]*"/, ''), 'saml.field_missing'],
  [
    'an instant with an offset',
    changed(/IssueInstant="[^"]*"/, 'IssueInstant="2026-11-23T12:00:00+00:00"'),
    'saml.instant_invalid',
  ],
  [
    'an impossible day',
    changed(/NotOnOrAfter="[^"]*"/g, 'NotOnOrAfter="2026-02-30T12:00:00Z"'),
    'saml.instant_invalid',
  ],
  ['an empty end', changed(/NotOnOrAfter="[^"]*"/g, 'NotOnOrAfter=""'), 'saml.instant_invalid'],
];

// What attackers would send to those who read signed requests and logout messages, each with the code that refuses it.
import { ALGORITHM, NAMESPACE } from '../constants.ts';
import { EXCLUSIVE, forgeMessage, forgeSignature, transform } from './forge.ts';
import { readTestKey } from './keys.ts';

export type HostileMessage = readonly [name: string, xml: string, code: string];

const object = (content: string): string => `<ds:Object>${content}</ds:Object>`;
const extensions = (content: string): string => `<samlp:Extensions>${content}</samlp:Extensions>`;

/** Content behind the Issuer, where the signature stands. */
const behindIssuer = (xml: string, content: string): string =>
  xml.replace('</saml:Issuer>', `</saml:Issuer>${content}`);

/** The attacker's wish: the same message from another sender under another ID. */
function makeEvil(message: string): string {
  return message.replaceAll('sp.example', 'evil.example').replace(/ ID="_([^"]*)"/, ' ID="_evil-$1"');
}

function wrap(message: string): readonly HostileMessage[] {
  const signed = forgeMessage(message);
  const signature = forgeSignature(message, `#${/ ID="([^"]*)"/.exec(message)?.[1]}`);
  const evil = makeEvil(message);
  const sameId = message.replaceAll('sp.example', 'evil.example');
  return [
    ['the signed message in Extensions', behindIssuer(evil, extensions(signed)), 'saml.signature_misplaced'],
    [
      'the signature on an evil message, the genuine one in Extensions',
      behindIssuer(evil, signature + extensions(message)),
      'saml.reference_refused',
    ],
    ['the same with one ID for both', behindIssuer(sameId, signature + extensions(message)), 'saml.id_duplicate'],
    [
      'the genuine message in an Object of the signature',
      behindIssuer(evil, signature.replace('</ds:Signature>', `${object(message)}</ds:Signature>`)),
      'saml.signature_malformed',
    ],
    ['the signature on an evil message', behindIssuer(evil, signature), 'saml.reference_refused'],
    ['the signature on a changed message', behindIssuer(sameId, signature), 'saml.digest_mismatch'],
    ['two signatures', behindIssuer(signed, signature), 'saml.signature_misplaced'],
    [
      'a signature before the Issuer',
      message.replace('<saml:Issuer', `${signature}<saml:Issuer`),
      'saml.signature_misplaced',
    ],
    ['a signature at the end', message.replace(/(<\/samlp:\w+>)$/, `${signature}$1`), 'saml.signature_misplaced'],
    ['two messages', `<r>${signed}${signed}</r>`, 'saml.message_unknown'],
  ];
}

function strip(message: string): readonly HostileMessage[] {
  const signed = forgeMessage(message);
  const empty = `<ds:Signature xmlns:ds="${NAMESPACE.signature}"/>`;
  return [
    ['no signature', message, 'saml.message_unsigned'],
    ['an empty signature', behindIssuer(message, empty), 'saml.signature_malformed'],
    ['a signature in another namespace', signed.replace(NAMESPACE.signature, 'urn:evil'), 'saml.signature_misplaced'],
    [
      'a signature commented out',
      signed.replace('<ds:Signature ', '<!--<ds:Signature ').replace('</ds:Signature>', '</ds:Signature>-->'),
      'xml.markup_refused',
    ],
    [
      'an empty SignatureValue',
      signed.replace(/<ds:SignatureValue>.*?</s, '<ds:SignatureValue><'),
      'saml.signature_malformed',
    ],
    ['another key', forgeMessage(message, { key: 'rsa-2048-foreign' }), 'saml.signature_invalid'],
    ['a weak key', forgeMessage(message, { key: 'rsa-1024' }), 'saml.signature_invalid'],
    ['a changed sender', signed.replaceAll('sp.example', 'evil.example'), 'saml.digest_mismatch'],
    ['a changed digest', signed.replace(/<ds:DigestValue>./, '<ds:DigestValue>/'), 'saml.signature_invalid'],
  ];
}

function misuse(message: string): readonly HostileMessage[] {
  const forgery = (options: Parameters<typeof forgeMessage>[1]): string => forgeMessage(message, options);
  const hmac = 'http://www.w3.org/2000/09/xmldsig#hmac-sha1';
  const secret = readTestKey('rsa-2048').certificatePem;
  return [
    ...['http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5', 'none', ''].map(
      (uri): HostileMessage => [
        `the signature algorithm ${uri}`,
        forgery({ signatureMethod: uri, hash: 'sha1' }),
        'saml.algorithm_refused',
      ],
    ),
    ['HMAC with the certificate', forgery({ hmacSecret: secret, signatureMethod: hmac }), 'saml.algorithm_refused'],
    ['HMAC under the name of RSA', forgery({ hmacSecret: secret }), 'saml.signature_invalid'],
    ['RSA under the name of ECDSA', forgery({ signatureMethod: ALGORITHM.ecdsaSha256 }), 'saml.signature_invalid'],
    [
      'SHA-1 as digest',
      forgery({ digestMethod: 'http://www.w3.org/2000/09/xmldsig#sha1', digestHash: 'sha1' }),
      'saml.algorithm_refused',
    ],
    ['no enveloped transform', forgery({ transforms: EXCLUSIVE }), 'saml.algorithm_refused'],
    [
      'an XSLT transform',
      forgery({ transforms: transform('http://www.w3.org/TR/1999/REC-xslt-19991116') + EXCLUSIVE }),
      'saml.algorithm_refused',
    ],
    ...['', '#', '#_evil', "#xpointer(id('_authn-1'))", 'https://evil.example/', 'file:///etc/passwd'].map(
      (uri): HostileMessage => [`the reference ${uri}`, forgery({ uri }), 'saml.reference_refused'],
    ),
    [
      'two references',
      forgery({ extraSignedInfo: '<ds:Reference URI="#x"></ds:Reference>' }),
      'saml.signature_malformed',
    ],
  ];
}

function disguise(message: string): readonly HostileMessage[] {
  const signed = forgeMessage(message);
  return [
    ['a comment in the sender', signed.replace('sp.example<', 'sp.example<!-- x -->.evil<'), 'xml.markup_refused'],
    ['an instruction in the sender', signed.replace('sp.example<', 'sp.example<?x y?><'), 'xml.markup_refused'],
    ['CDATA in the sender', signed.replace('sp.example<', 'sp.example<![CDATA[.evil]]><'), 'xml.markup_refused'],
    ['a DOCTYPE', `<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>${signed}`, 'xml.markup_refused'],
    ['a second declaration', `<?xml version="1.0"?>\n<?xml-stylesheet href="x"?>${signed}`, 'xml.markup_refused'],
    ['UTF-16', `<?xml version="1.0" encoding="UTF-16"?>${signed}`, 'xml.declaration_refused'],
    ['a byte order mark', `\uFEFF${signed}`, 'xml.byte_order_mark'],
    ['an Id as well', signed.replace(' ID=', ' Id="_x" ID='), 'saml.id_attribute_refused'],
    ['the namespace of another version', signed.replace(NAMESPACE.protocol, 'urn:x'), 'saml.message_unknown'],
    ['100 001 characters', signed + ' '.repeat(100_001 - signed.length), 'xml.too_large'],
    ['a signed response', signed.replaceAll(/samlp:(Authn|Logout)\w+/g, 'samlp:Response'), 'saml.message_unknown'],
  ];
}

/** What an Id on ds:Signature, which is borne, must not open. */
function misidentify(message: string): readonly HostileMessage[] {
  const id = / ID="([^"]*)"/.exec(message)?.[1] ?? '';
  const carrying = (attributes: string, uri?: string): string =>
    forgeMessage(message, {
      changeSignature: (text) => text.replace('<ds:Signature ', `<ds:Signature ${attributes} `),
      ...(uri !== undefined && { uri }),
    });
  const evil = makeEvil(message);
  const signature = forgeSignature(message, `#${id}`).replace('<ds:Signature ', `<ds:Signature Id="${id}" `);
  return [
    ['a signature with the Id of the message', carrying(`Id="${id}"`), 'saml.id_duplicate'],
    [
      'a signature on an evil message with the Id of the genuine one',
      behindIssuer(evil, signature),
      'saml.reference_refused',
    ],
    ['a reference to the Id of the signature', carrying('Id="x"', '#x'), 'saml.reference_refused'],
    ['an empty Id on the signature', carrying('Id=""'), 'saml.signature_malformed'],
    ['an id on the signature', carrying('id="x"'), 'saml.id_attribute_refused'],
    ['an xml:id on the signature', carrying('xml:id="x"'), 'saml.id_attribute_refused'],
    [
      'an Id on KeyInfo',
      forgeMessage(message, {
        changeSignature: (text) => text.replace('</ds:Signature>', '<ds:KeyInfo Id="x"></ds:KeyInfo>$&'),
      }),
      'saml.id_attribute_refused',
    ],
    [
      'an Id on a signature look-alike in Extensions',
      behindIssuer(message, extensions('<x:Signature xmlns:x="urn:x" Id="x"></x:Signature>')),
      'saml.id_attribute_refused',
    ],
  ];
}

/** Every hostile variant of one canonical, unsigned message. */
export function listHostileMessages(message: string): readonly HostileMessage[] {
  return [...wrap(message), ...strip(message), ...misuse(message), ...disguise(message), ...misidentify(message)];
}

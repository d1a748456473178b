// What the hostile responses are made of: a genuine one taken apart, and what an attacker would rather have.
import { issueResponse } from '../index.ts';
import { splitResponse, stripSignatures } from './forge.ts';
import { readTestKey, type TestKey } from './keys.ts';
import { buildInput } from './response-input.ts';

export type HostileCase = readonly [name: string, xml: string, code: string];

export const key: TestKey = readTestKey('rsa-2048');
export const genuine: string = issueResponse(buildInput(), key);
export const genuineResponse: string = issueResponse(buildInput({ sign: 'response' }), key);
export const doublySigned: string = issueResponse(buildInput({ sign: 'both' }), key);
const parts = splitResponse(genuine);
export const before: string = parts[0];
export const signedAssertion: string = parts[1];
export const after: string = parts[2];

export const signature: string = /<ds:Signature .*<\/ds:Signature>/s.exec(signedAssertion)?.[0] ?? '';
export const responseSignature: string = /<ds:Signature .*?<\/ds:Signature>/s.exec(genuineResponse)?.[0] ?? '';
export const plainAssertion: string = stripSignatures(signedAssertion);
/** The attacker's wish: another person under another ID. */
export const evil: string = plainAssertion.replaceAll('alice', 'admin').replace('_assertion-1', '_evil-1');
export const evilSameId: string = plainAssertion.replaceAll('alice', 'admin');

export const insideSignature = (content: string): string =>
  signature.replace('</ds:Signature>', `${content}</ds:Signature>`);
export const object = (content: string): string => `<ds:Object>${content}</ds:Object>`;
export const behindIssuer = (assertion: string, content: string): string =>
  assertion.replace('</saml:Issuer>', `</saml:Issuer>${content}`);
export const inSubject = (assertion: string, content: string): string =>
  assertion.replace('</saml:Subject>', `${content}</saml:Subject>`);
const extensions = (content: string): string => `<samlp:Extensions>${content}</samlp:Extensions>`;
export const withExtensions = (xml: string, content: string): string =>
  xml.replace('<samlp:Status>', `${extensions(content)}<samlp:Status>`);

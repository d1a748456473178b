// Reads the Subject: who it is about, and how its bearer is confirmed.
import { findAttribute, type XmlElement } from '@keyshift/xml';
import { NAMESPACE } from '../constants.ts';
import type { Assertion, Confirmation } from './assertion.ts';
import { findInstantField, readField, readFilledLeaf, readSequence, rule } from './structure.ts';

const SUBJECT = [rule(NAMESPACE.assertion, 'NameID?'), rule(NAMESPACE.assertion, 'SubjectConfirmation*')];
const CONFIRMATION = [rule(NAMESPACE.assertion, 'SubjectConfirmationData?')];

export type Subject = Pick<Assertion, 'nameId' | 'confirmations'>;

function readConfirmation(element: XmlElement): Confirmation {
  const method = readField(element, 'Method');
  const [confirmationData] = readSequence(element, CONFIRMATION);
  if (confirmationData === undefined) return { method };
  readSequence(confirmationData, []);
  const recipient = findAttribute(confirmationData, 'Recipient');
  const notBefore = findInstantField(confirmationData, 'NotBefore');
  const notOnOrAfter = findInstantField(confirmationData, 'NotOnOrAfter');
  const inResponseTo = findAttribute(confirmationData, 'InResponseTo');
  return {
    method,
    ...(recipient === undefined ? {} : { recipient }),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notOnOrAfter === undefined ? {} : { notOnOrAfter }),
    ...(inResponseTo === undefined ? {} : { inResponseTo }),
  };
}

function readNameId(element: XmlElement): NonNullable<Assertion['nameId']> {
  const value = readFilledLeaf(element);
  const format = findAttribute(element, 'Format');
  return format === undefined ? { value } : { value, format };
}

export function readSubject(element: XmlElement): Subject {
  const children = readSequence(element, SUBJECT);
  const [first] = children;
  const nameId = first?.localName === 'NameID' ? readNameId(first) : undefined;
  const confirmations = (nameId === undefined ? children : children.slice(1)).map(readConfirmation);
  return nameId === undefined ? { confirmations } : { nameId, confirmations };
}

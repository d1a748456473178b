// Every refusal of this package. Texts name the rule and the place, and never repeat the input.
import { AppError } from '@keyshift/base';

const WHAT = 'the XML was refused';

export const xmlErrors = {
  tooLarge(p: { limit: number }): AppError<'xml.too_large'> {
    return new AppError({
      code: 'xml.too_large',
      what: WHAT,
      why: `it is larger than ${p.limit} characters`,
      fix: 'send a smaller document',
      details: p,
    });
  },
  notUtf8(): AppError<'xml.not_utf8'> {
    return new AppError({
      code: 'xml.not_utf8',
      what: WHAT,
      why: 'its bytes are not UTF-8',
      fix: 'save or send the document as UTF-8',
    });
  },
  byteOrderMark(): AppError<'xml.byte_order_mark'> {
    return new AppError({
      code: 'xml.byte_order_mark',
      what: WHAT,
      why: 'it starts with a byte order mark',
      fix: 'save the document as UTF-8 without a byte order mark',
    });
  },
  illegalCharacter(p: { offset: number }): AppError<'xml.illegal_character'> {
    return new AppError({
      code: 'xml.illegal_character',
      what: WHAT,
      why: `the character at offset ${p.offset} is not allowed in XML 1.0`,
      fix: 'remove control characters and unpaired surrogates',
      details: p,
    });
  },
  markupRefused(p: {
    markup: 'declaration' | 'comment' | 'CDATA section' | 'instruction';
    offset: number;
  }): AppError<'xml.markup_refused'> {
    const kind = p.markup === 'declaration' ? 'DOCTYPE or other declaration' : p.markup;
    return new AppError({
      code: 'xml.markup_refused',
      what: WHAT,
      why: `it contains a ${kind} at offset ${p.offset}`,
      fix: 'send elements, attributes and text only: no DOCTYPE, comment, CDATA section or processing instruction',
      details: p,
    });
  },
  declarationRefused(): AppError<'xml.declaration_refused'> {
    return new AppError({
      code: 'xml.declaration_refused',
      what: WHAT,
      why: 'its XML declaration is not of version 1.0 in UTF-8',
      fix: 'start the document with <?xml version="1.0" encoding="UTF-8"?> or with its root element',
    });
  },
  tooManyTags(p: { limit: number }): AppError<'xml.too_many_tags'> {
    return new AppError({
      code: 'xml.too_many_tags',
      what: WHAT,
      why: `it has more than ${p.limit} tags`,
      fix: 'send a smaller document',
      details: p,
    });
  },
  tooDeep(p: { limit: number }): AppError<'xml.too_deep'> {
    return new AppError({
      code: 'xml.too_deep',
      what: WHAT,
      why: `its elements are nested more than ${p.limit} deep`,
      fix: 'send a flatter document',
      details: p,
    });
  },
  tooManyAttributes(p: { limit: number }): AppError<'xml.too_many_attributes'> {
    return new AppError({
      code: 'xml.too_many_attributes',
      what: WHAT,
      why: `an element has more than ${p.limit} attributes`,
      fix: 'send fewer attributes',
      details: p,
    });
  },
  tooManyNamespaces(p: { limit: number }): AppError<'xml.too_many_namespaces'> {
    return new AppError({
      code: 'xml.too_many_namespaces',
      what: WHAT,
      why: `more than ${p.limit} namespace prefixes are in scope at one element`,
      fix: 'declare fewer prefixes',
      details: p,
    });
  },
  malformed(p: { reason: string; offset: number }): AppError<'xml.malformed'> {
    return new AppError({
      code: 'xml.malformed',
      what: WHAT,
      why: `${p.reason} at offset ${p.offset}`,
      fix: 'send well-formed XML; the document may have been cut or pasted incompletely',
      details: p,
    });
  },
  unknownEntity(p: { offset: number }): AppError<'xml.unknown_entity'> {
    return new AppError({
      code: 'xml.unknown_entity',
      what: WHAT,
      why: `the reference at offset ${p.offset} is neither one of &amp; &lt; &gt; &quot; &apos; nor a character number`,
      fix: 'write the character itself, or &amp; for an ampersand',
      details: p,
    });
  },
  duplicateAttribute(p: { offset: number }): AppError<'xml.duplicate_attribute'> {
    return new AppError({
      code: 'xml.duplicate_attribute',
      what: WHAT,
      why: `the element before offset ${p.offset} has the same attribute twice`,
      fix: 'write each attribute once',
      details: p,
    });
  },
  undeclaredPrefix(p: { offset: number }): AppError<'xml.undeclared_prefix'> {
    return new AppError({
      code: 'xml.undeclared_prefix',
      what: WHAT,
      why: `the element before offset ${p.offset} uses a prefix that no xmlns attribute declares`,
      fix: 'declare the prefix',
      details: p,
    });
  },
  namespaceRefused(p: { reason: string; offset: number }): AppError<'xml.namespace_refused'> {
    return new AppError({
      code: 'xml.namespace_refused',
      what: WHAT,
      why: `${p.reason} in the element before offset ${p.offset}`,
      fix: 'declare namespaces with absolute URIs and leave the prefixes xml and xmlns alone',
      details: p,
    });
  },
  elementInText(): AppError<'xml.element_in_text'> {
    return new AppError({
      code: 'xml.element_in_text',
      what: 'the text of an element was not read',
      why: 'it contains another element',
      fix: 'send plain text in this element',
    });
  },
};

export type XmlErrorCode = ReturnType<(typeof xmlErrors)[keyof typeof xmlErrors]>['code'];

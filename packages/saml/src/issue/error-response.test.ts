import { canonicalize, parseXml } from '@keyshift/xml';
import { describe, expect, it } from 'vitest';
import { issueErrorResponse, readResponseUnverified, STATUS, type SubStatus } from '../index.ts';
import { ACS_URL, ISSUED_AT } from '../testing/response-input.ts';

const head = { responseId: '_r1', issueInstant: ISSUED_AT, issuer: 'https://idp.example', destination: ACS_URL };

const FIRST = ['success', 'requester', 'responder', 'versionMismatch'];
const isSubStatus = (name: string): name is SubStatus => !FIRST.includes(name);

describe('issueErrorResponse (saml-core §3.2.2)', () => {
  const xml = issueErrorResponse({
    ...head,
    inResponseTo: '_request',
    status: 'responder',
    subStatus: 'noPassive',
    message: 'a sign-in is <needed> & was not allowed',
  });

  it('nests the second status in the first and escapes the message (saml-core §3.2.2.1, saml-core §3.2.2.2)', () => {
    expect(xml).toContain(
      `<samlp:StatusCode Value="${STATUS.responder}"><samlp:StatusCode Value="${STATUS.noPassive}"></samlp:StatusCode></samlp:StatusCode><samlp:StatusMessage>a sign-in is &lt;needed&gt; &amp; was not allowed</samlp:StatusMessage>`,
    );
    expect(xml).toContain('InResponseTo="_request"');
    expect(canonicalize(parseXml(xml))).toBe(xml);
  });

  it('is not signed and is refused as a sign-in', () => {
    expect(xml).not.toContain('Signature');
    expect(() => readResponseUnverified(xml)).toThrow(expect.objectContaining({ code: 'saml.status_not_success' }));
  });

  it('stands without second status and message', () => {
    expect(issueErrorResponse({ ...head, status: 'requester' })).toContain(
      `<samlp:Status><samlp:StatusCode Value="${STATUS.requester}"></samlp:StatusCode></samlp:Status></samlp:Response>`,
    );
  });

  const subStatuses = Object.entries(STATUS).flatMap(([name, uri]) =>
    isSubStatus(name) ? [[name, uri] as const] : [],
  );

  it.each(subStatuses)('can say %s below any first status (saml-core §3.2.2.2)', (subStatus, uri) => {
    for (const status of ['requester', 'responder', 'versionMismatch'] as const) {
      const text = issueErrorResponse({ ...head, status, subStatus });
      expect(text).toContain(
        `"${STATUS[status]}"><samlp:StatusCode Value="${uri}"></samlp:StatusCode></samlp:StatusCode>`,
      );
    }
  });
});

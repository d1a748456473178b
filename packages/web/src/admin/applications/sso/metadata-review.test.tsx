import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { type FakeAnswers, refusal } from '../../../testing/fake-api.ts';
import { renderPage } from '../../../testing/render-page.tsx';
import { APPLICATION, applicationApi, ID, LOCAL_ACS } from '../testing/samples.ts';

const AWS_ACS = { index: 1, isDefault: true, url: 'https://signin.aws.amazon.com/saml' };
const REVIEW = {
  entityId: 'urn:amazon:webservices',
  changes: [
    {
      field: 'acs',
      from: [LOCAL_ACS],
      to: [AWS_ACS],
      patch: { acs: [AWS_ACS] },
      recommended: false,
      why: 'The drivers listen at localhost.',
    },
    {
      field: 'nameIdFormat',
      from: 'persistent',
      to: 'transient',
      patch: { nameIdFormat: 'transient' as const },
      recommended: true,
      why: 'The first one in the document.',
    },
  ],
  findings: [],
  requestedAttributes: [
    { name: 'https://aws.amazon.com/SAML/Attributes/RoleSessionName', isRequired: true, isMapped: false },
  ],
};

async function review(answers: FakeAnswers = {}) {
  const api = applicationApi({
    reviewSpMetadata: () => REVIEW,
    updateApplication: () => APPLICATION,
    ...answers,
  });
  const { user } = await renderPage(`/admin/applications/${ID}/sso`, api.request);
  await user.type(
    await screen.findByLabelText(/Or its address/),
    'https://signin.aws.amazon.com/static/saml-metadata.xml',
  );
  await user.click(screen.getByRole('button', { name: 'Read' }));
  return { ...api, user };
}

test('does not replace the localhost ACS by itself', async () => {
  const { user, sent, calls } = await review();
  const dialog = await screen.findByRole('dialog', { name: /Review/ });
  const acs = within(dialog).getByRole('checkbox', { name: /ACS URLs/ });
  expect(acs).toHaveProperty('checked', false);
  expect(within(dialog).getByText('The drivers listen at localhost.')).toBeTruthy();
  expect(within(dialog).getByText(/RoleSessionName \(required\)/)).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'Apply 1 change' }));
  expect(await screen.findByText('Service provider metadata applied')).toBeTruthy();
  expect(sent('updateApplication')).toEqual([{ nameIdFormat: 'transient' }]);
  expect(calls.find(({ name }) => name === 'updateApplication')?.etag).toBe('"7"');
  expect(sent('reviewSpMetadata')).toEqual([{ url: 'https://signin.aws.amazon.com/static/saml-metadata.xml' }]);
});

test('replaces it when it was ticked', async () => {
  const { user, sent } = await review();
  await user.click(await screen.findByRole('checkbox', { name: /ACS URLs/ }));
  await user.click(screen.getByRole('button', { name: 'Apply 2 changes' }));
  await waitFor(() => expect(sent('updateApplication')).toEqual([{ acs: [AWS_ACS], nameIdFormat: 'transient' }]));
});

test('says beside the field why a document cannot be read', async () => {
  await review({
    reviewSpMetadata: () => {
      throw refusal(422, {
        code: 'saml.metadata_malformed',
        what: 'The metadata cannot be read',
        findings: [{ where: 'url', why: 'it is not XML', fix: 'look at the address' }],
      });
    },
  });
  expect(await screen.findByText(/it is not XML/)).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
});

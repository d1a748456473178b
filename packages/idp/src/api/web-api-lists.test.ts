import { ADMIN_ROLES, API_SCOPES, PERSON_STATES, PROFILE_FIELDS } from '@keyshift/directory';
import * as webApi from '@keyshift/web-api';
import { expect, it } from 'vitest';

it.each([
  ['PROFILE_FIELDS', PROFILE_FIELDS, webApi.PROFILE_FIELDS],
  ['ADMIN_ROLES', ADMIN_ROLES, webApi.ADMIN_ROLES],
  ['PERSON_STATES', PERSON_STATES, webApi.PERSON_STATES],
  ['SCOPES', API_SCOPES, webApi.SCOPES],
])('the directory and the API have the same %s', (_name, ofDirectory, ofApi) => {
  expect(ofDirectory).toEqual(ofApi);
});

// From the names that people type to the ids that the API wants.
import type { ApplicationDetail, Group, PersonDetail } from '@keyshift/web-api';
import type { Api } from './api-client.ts';

// The API takes a name wherever it takes an id of these three, so that scripts need not look it up.

export function getPerson(api: Api, username: string): Promise<PersonDetail> {
  return api('getPerson', { params: { id: username } });
}

export function getGroup(api: Api, name: string): Promise<Group> {
  return api('getGroup', { params: { id: name } });
}

export function getApplication(api: Api, name: string): Promise<ApplicationDetail> {
  return api('getApplication', { params: { id: name } });
}

/** One after the other, so that the first unknown name is the one that is told. */
export async function mapInOrder<In, Out>(values: readonly In[], work: (value: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  for (const value of values) results.push(await work(value));
  return results;
}

// The table is sound: every route once, readable without a body, and nobody below a role gets what is above it.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ADMIN_ROLES, buildTarget, endpoints, isPermitted, permissionsOf } from './index.ts';

const all = Object.entries(endpoints);

describe('endpoints', () => {
  it('are each one method on one path', () => {
    const routes = all.map(([, { method, path }]) => `${method} ${path.replace(/:\w+/g, ':')}`);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it.each(all)('%s takes and gives what a JSON schema can say', (_name, { query, body, output }) => {
    for (const schema of [query, body])
      expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({ type: 'object' });
    expect(z.toJSONSchema(output)).toHaveProperty('type');
  });

  it.each(all.filter(([, one]) => one.method === 'GET'))(
    '%s changes nothing: it is a GET without a body',
    (_name, one) => {
      expect(one.body.safeParse({}).success).toBe(true);
      expect(one.body.safeParse({ field: 1 }).success).toBe(false);
    },
  );
});

describe('buildTarget', () => {
  it('encodes every value and leaves out what is undefined', () => {
    expect(buildTarget(endpoints.getPerson, { params: { id: 'a/b?c' } })).toBe('/api/v1/people/a%2Fb%3Fc');
    expect(
      buildTarget(endpoints.listPeople, { params: {}, query: { search: 'a&b', state: undefined, limit: 10 } }),
    ).toBe('/api/v1/people?search=a%26b&limit=10');
  });
});

describe('roles', () => {
  it('grow from read-only to owner, and a person without one has only their own things', () => {
    expect(permissionsOf(null)).toEqual(['self']);
    expect(ADMIN_ROLES.map((role) => permissionsOf(role).length)).toEqual([5, 4, 3, 2]);
    expect(isPermitted('help_desk', 'manage')).toBe(false);
    expect(isPermitted('admin', 'own')).toBe(false);
  });
});

// The route table as an OpenAPI 3.1 document.
import { apiError, type Endpoint, endpoints } from '@keyshift/web-api';
import { z } from 'zod';

function parameters(endpoint: Endpoint): object[] {
  const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const query = z.toJSONSchema(endpoint.query, { io: 'input' }) as { properties?: Record<string, object> };
  const inQuery = Object.entries(query.properties ?? {}).map(([name, schema]) => ({ name, in: 'query', schema }));
  const version = { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } };
  return [...inPath, ...inQuery, ...(endpoint.etag === true ? [version] : [])];
}

function operation(name: string, endpoint: Endpoint): object {
  const { method, file, summary, may, fresh } = endpoint;
  const isBodyless = method === 'GET' || method === 'DELETE';
  const content =
    file === undefined ? { 'application/json': { schema: z.toJSONSchema(endpoint.output) } } : { [file]: {} };
  return {
    operationId: name,
    summary,
    description: `Needs the permission \`${may}\`${fresh === true ? ' and a fresh proof of identity' : ''}.`,
    parameters: parameters(endpoint),
    ...(!isBodyless && {
      requestBody: { content: { 'application/json': { schema: z.toJSONSchema(endpoint.body, { io: 'input' }) } } },
    }),
    responses: {
      200: { description: 'Done', content },
      default: {
        description: 'Refused',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

export function openApiDocument(origin: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Keyshift', version: '1', description: 'Users, groups, SSO applications, audit.' },
    servers: [{ url: origin }],
    security: [{ session: [] }, { key: [] }],
    paths,
    components: {
      schemas: { Error: z.toJSONSchema(apiError) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-keyshift' },
        key: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import { ErrorBody } from './common.contract.ts';
import type { Route } from './route.contract.ts';
import { ROUTES } from './routes.contract.ts';

const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } });
const text = { type: 'string' } as const;
const binary = { type: 'string', format: 'binary' } as const;
const answer = ({ files, output }: Route) =>
  files === undefined
    ? json(output)
    : {
        content: Object.fromEntries(
          files.map((type) => [type, { schema: type.startsWith('text/') ? text : binary }]),
        ),
      };

/** The permission for a reader, and the same for a program. */
function permissionOf({ permission, permissionByType }: Route) {
  if (permission === 'public') return {};
  const floor = { description: `Needs the permission \`${permission}\`.`, 'x-permission': permission };
  if (permissionByType === undefined) return floor;
  const byPermission = Map.groupBy(Object.entries(permissionByType), ([, needed]) => needed);
  const types = [...byPermission].map(
    ([needed, entries]) => `\`${needed}\` for the types ${entries.map(([type]) => type).join(', ')}`,
  );
  return {
    ...floor,
    description: `Needs the permission \`${permission}\`, and besides it ${types.join('; ')}.`,
    'x-permission-by-type': { ...permissionByType },
  };
}

function operation(name: string, route: Route) {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  const path = z.object(Object.fromEntries(names.map((id) => [id, z.string()])));
  return {
    operationId: name,
    summary: route.summary,
    ...permissionOf(route),
    security: route.permission === 'public' ? [] : [{ bearer: [] }, { cookie: [] }],
    requestParams: {
      ...(names.length > 0 ? { path } : {}),
      ...(route.query ? { query: route.query as z.ZodObject } : {}),
    },
    ...(route.body ? { requestBody: { required: true, ...json(route.body) } } : {}),
    responses: {
      [String(route.status)]: { description: 'Done', ...answer(route) },
      default: { description: 'An error: code, message and request id', ...json(ErrorBody) },
    },
  };
}

/** The contract as an OpenAPI 3.1 document, written from {@link ROUTES}. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, route] of Object.entries(ROUTES) as [string, Route][]) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(name, route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Uppsikt', version: '1', license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'uppsikt.sid' },
      },
    },
    paths,
  }) as unknown as Record<string, unknown>;
}

/** Mounts the table of routes: each request is limited, authenticated, authorised, validated, and then acted on. */
import { pipeline } from 'node:stream/promises';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Principal } from '../core/accounts/people.store.ts';
import type { FileAnswer } from '../core/contract/files.contract.ts';
import { permissionsFor, type Route } from '../core/contract/route.contract.ts';
import { ROUTES, type RouteName } from '../core/contract/routes.contract.ts';
import { isInOneForm, oneForm } from '../core/inbox/text-form.ts';
import { authorise } from '../core/kernel/authorise.ts';
import { invalid, UppsiktError } from '../core/kernel/errors.ts';
import { NOT_SET_HEADER } from '../core/records/not-set.ts';
import type { ServerDeps } from './deps.ts';
import { authenticate } from './middleware/authenticate.ts';

type Table = typeof ROUTES;
type Input<N extends RouteName, K extends 'query' | 'body'> =
  Table[N] extends Record<K, infer S extends z.ZodType> ? z.output<S> : undefined;
type Who<N extends RouteName> = Table[N]['permission'] extends 'public' ? null : Principal;

export interface Call<N extends RouteName> {
  readonly principal: Who<N>;
  readonly id: string;
  readonly query: Input<N, 'query'>;
  readonly body: Input<N, 'body'>;
  readonly req: Request;
  readonly res: Response;
}

/** One handler per route of the table; a route without one does not compile. */
export type Handlers = { [N in RouteName]: (call: Call<N>) => Promise<z.input<Table[N]['output']>> };

const BODY_LIMIT = '256kb';
/** Whatever is typed is stored, hashed, sealed and sent in one form. */
const inOneForm = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? oneForm(value) : value;

/** What stands in an address is to be found as it is: what nothing is stored like was mangled on its way. */
function assertInOneForm(query: unknown): void {
  const texts = Object.entries(query as object).flat(2);
  if (texts.some((text) => typeof text === 'string' && (!isInOneForm(text) || text.includes('\uFFFD'))))
    throw invalid('The query holds characters that are not UTF-8, or none at all.');
}

function readBody(reader: RequestHandler, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    reader(req, res, (error?: unknown) => (error ? reject(error) : resolve()));
  });
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) =>
    `${path.join('.')}: ${message}`.replace(/^: /u, ''),
  );
  throw invalid(problems.slice(0, 5).join('; '));
}

/** A misspelt filter must not look like one that was applied. */
const strictly = (schema: z.ZodType | undefined): z.ZodType =>
  schema === undefined ? z.strictObject({}) : schema instanceof z.ZodObject ? schema.strict() : schema;

function checked(deps: ServerDeps, route: Route, output: unknown): unknown {
  if (!deps.settings.checkOutput) return output;
  const result = route.output.safeParse(output);
  if (result.success) return output;
  throw new UppsiktError({
    code: 'contract_broken',
    status: 500,
    message: 'The answer breaks the contract.',
    facts: {
      path: route.path,
      issues: result.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`),
    },
  });
}

async function principalFor(
  deps: ServerDeps,
  route: Route,
  { req, res }: { req: Request; res: Response },
): Promise<Principal | null> {
  if (route.permission === 'public') return null;
  const principal = await authenticate(deps, req, res);
  await deps.limits.api.take(principal.actor.id);
  authorise(principal.scope, route.permission);
  return principal;
}

async function sendFile(
  { log }: ServerDeps,
  res: Response,
  { contentType, name, notSet = [], content }: FileAnswer,
): Promise<void> {
  res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  if (notSet.length > 0) res.setHeader(NOT_SET_HEADER, notSet.join(', '));
  res.type(contentType);
  if (typeof content === 'string') res.send(content);
  else if (content instanceof Uint8Array) res.send(Buffer.from(content));
  else
    try {
      await pipeline(content, res);
    } catch (error) {
      // The answer has begun: all that is left is to break it off, which pipeline does.
      log.warn({ err: error }, 'a file broke off');
    }
}

export function mountRoutes(deps: ServerDeps, handlers: Handlers): Router {
  const router = Router();
  for (const [name, route] of Object.entries(ROUTES) as [RouteName, Route][]) {
    const handler = handlers[name] as unknown as (call: object) => Promise<unknown>;
    const querySchema = strictly(route.query);
    const reader = express.json({ limit: route.bodyLimit ?? BODY_LIMIT, reviver: inOneForm });
    router[route.method](route.path, async (req: Request, res: Response) => {
      const principal = await principalFor(deps, route, { req, res });
      // Only now: nobody unknown has the server read and parse what they send.
      if (route.body !== undefined) await readBody(reader, req, res);
      assertInOneForm(req.query);
      const query = parse(querySchema, req.query);
      const body = parse(route.body, req.body);
      // What only the body can tell: its type may ask for more than the route does.
      for (const permission of permissionsFor(route, body))
        if (principal) authorise(principal.scope, permission);
      const output = await handler({ principal, id: String(req.params.id ?? ''), query, body, req, res });
      res.setHeader('Cache-Control', route.files === undefined ? 'no-store' : 'private, no-store');
      const answer = checked(deps, route, output);
      res.status(route.status);
      if (route.files === undefined) res.json(answer);
      else await sendFile(deps, res, answer as FileAnswer);
    });
  }
  return router;
}

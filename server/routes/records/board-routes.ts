/** The way to the case system of each board: set, tried, taken away. Its password or key is never shown again. */
import { randomUUID } from 'node:crypto';
import ssh2 from 'ssh2';
import type { Account } from '../../../core/accounts/account.ts';
import { accountsIn, accountsOfBoard } from '../../../core/accounts/accounts.store.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { notFound } from '../../../core/kernel/errors.ts';
import type { Actor, Scope } from '../../../core/kernel/roles.ts';
import type { HandOverRouteRequest } from '../../../core/records/hand-over.contract.ts';
import { proveRoute, type RouteSecret, unusableRoute } from '../../../core/records/hand-over-route.ts';
import {
  lastTests,
  putRoute,
  removeRoute,
  routeById,
  routesOf,
  type StoredRoute,
  wakeHandOvers,
} from '../../../core/records/hand-overs.store.ts';
import { requestTest } from '../../../core/records/request-hand-over.store.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { mayRouteBoard } from './may-route.ts';
import { presentHandOver, presentRoute } from './present.ts';

/** Computed with before it is kept: a key that no program can read would fail at every try. */
function proveSecret(secret: RouteSecret): void {
  if (secret.kind === 'password') return;
  const parsed = ssh2.utils.parseKey(secret.privateKey, secret.passphrase ?? undefined);
  if (parsed instanceof Error)
    throw unusableRoute('route_key', 'The private key cannot be read, or its passphrase is wrong.');
  const [key] = Array.isArray(parsed) ? parsed : [parsed];
  if (key === undefined || !key.isPrivateKey())
    throw unusableRoute('route_key', 'That is a public key: the private one is needed.');
}

/** What is stored of the secret: undefined leaves the one that is there, as long as it is still the same machine. */
function sealedOf(deps: ServerDeps, body: HandOverRouteRequest, before: StoredRoute | null) {
  if (body.settings.kind !== 'sftp') return null;
  if (body.secret !== undefined) {
    proveSecret(body.secret);
    return deps.vault.seal(JSON.stringify(body.secret));
  }
  const { settings } = body;
  const known = before?.settings;
  const isSame =
    known?.kind === 'sftp' &&
    known.host === settings.host &&
    known.port === settings.port &&
    known.user === settings.user;
  // Else whoever may name a machine could have the password of another sent there.
  if (!isSame || before?.sealedSecret == null)
    throw unusableRoute('route_secret', 'A new machine or user needs its password or key.');
  return undefined;
}

async function save(deps: ServerDeps, scope: Scope, request: { body: HandOverRouteRequest; by: Actor }) {
  const { body, by } = request;
  const { board, settings, formats, internal, language } = body;
  const { tenantId } = scope;
  const accounts = await accountsOfBoard(deps.db, { tenantId, board });
  if (accounts.length === 0 || !(await mayRouteBoard(deps, scope, board))) throw notFound('board');
  proveRoute({ board, settings, formats, internal, language });
  if (settings.kind === 'folder' && deps.settings.handOverFolder === null)
    throw unusableRoute('route_no_folder', 'The operator has named no folder (HAND_OVER_FOLDER).');
  const before = (await routesOf(deps.db, tenantId)).find((route) => route.board === board) ?? null;
  const now = deps.now();
  const id = await putRoute(deps.db, {
    tenantId,
    board,
    kind: settings.kind,
    settings,
    formats,
    internal,
    language,
    sealedSecret: sealedOf(deps, body, before),
    updatedAt: now,
    updatedBy: by,
  });
  // What could not come through goes at once, by the way that was just mended.
  void deps.queues.hint('hand-over', await wakeHandOvers(deps.db, { tenantId, routeId: id, now }));
  return { id };
}

async function overview(deps: ServerDeps, scope: Scope) {
  const accounts = await accountsIn(deps.db, scope);
  const byBoard = Map.groupBy(accounts, ({ board }) => board);
  const routes = new Map((await routesOf(deps.db, scope.tenantId)).map((route) => [route.board, route]));
  const tests = await lastTests(deps.db, {
    tenantId: scope.tenantId,
    routeIds: [...routes.values()].map(({ _id }) => _id),
  });
  const gone = scope.accountIds === 'all' ? [...routes.keys()].filter((board) => !byBoard.has(board)) : [];
  const boards = [...byBoard.keys(), ...gone].sort((a, b) => a.localeCompare(b, 'sv'));
  const allowed: string[] = [];
  for (const board of boards) if (await mayRouteBoard(deps, scope, board)) allowed.push(board);
  return {
    boards: allowed.map((board) => {
      const owned: readonly Account[] = byBoard.get(board) ?? [];
      const route = routes.get(board);
      return {
        board,
        accounts: owned.length,
        language: owned[0]?.country === 'NO' ? ('nb' as const) : ('sv' as const),
        route: route === undefined ? null : presentRoute(route, tests.get(route._id) ?? null),
      };
    }),
    mailServer: deps.settings.hasMailServer,
    folderRoot: deps.settings.handOverFolder,
  };
}

type BoardRouteRoutes = 'listBoardRoutes' | 'setBoardRoute' | 'removeBoardRoute' | 'testBoardRoute';

export function boardRouteHandlers(deps: ServerDeps): Pick<Handlers, BoardRouteRoutes> {
  async function routeOf(scope: Scope, id: string): Promise<StoredRoute> {
    const route = await routeById(deps.db, { tenantId: scope.tenantId, id });
    if (route === null || !(await mayRouteBoard(deps, scope, route.board))) throw notFound('route');
    return route;
  }
  return {
    listBoardRoutes: ({ principal }) => overview(deps, principal.scope),
    setBoardRoute: ({ principal, body }) => save(deps, principal.scope, { body, by: principal.actor }),
    async removeBoardRoute({ principal, id }) {
      const { tenantId, _id } = await routeOf(principal.scope, id);
      await removeRoute(deps.db, { tenantId, id: _id });
      return {};
    },
    async testBoardRoute({ principal, id }) {
      const route = await routeOf(principal.scope, id);
      const asked = { id: randomUUID(), actor: principal.actor, now: deps.now() };
      const { handOver, hints } = await transaction(deps.db, (session) =>
        requestTest(deps.db, route, { ...asked, session }),
      );
      void deps.queues.hint('hand-over', hints);
      return presentHandOver(handOver);
    },
  };
}

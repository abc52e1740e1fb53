/** Saved views: a name for filters. What they hold is read in each reader's own scope, like any list. */
import { randomUUID } from 'node:crypto';
import { accountsIn } from '../../../core/accounts/accounts.store.ts';
import { namesOfActors, type Principal } from '../../../core/accounts/people.store.ts';
import { countLists } from '../../../core/inbox/item-queries.store.ts';
import {
  MAX_OWN_VIEWS,
  MAX_SHARED_VIEWS,
  type SavedViewRequest,
  type SavedViewShape,
} from '../../../core/inbox/saved-views.contract.ts';
import {
  addSavedView,
  changeSavedView,
  holdViews,
  putOrder,
  removeSavedView,
  type SavedView,
  savedViewById,
  savedViewsOf,
} from '../../../core/inbox/saved-views.store.ts';
import { logWork, type WorkLogType } from '../../../core/inbox/work-log.store.ts';
import { may, seesAll } from '../../../core/kernel/authorise.ts';
import { type ClientSession, transaction } from '../../../core/kernel/db.ts';
import { forbidden, invalid, notFound, UppsiktError } from '../../../core/kernel/errors.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { COUNT_CAP, viewerOf } from './items.ts';

const isOwner = ({ actor }: Principal, { owner }: SavedView): boolean =>
  owner.kind === actor.kind && owner.id === actor.id;

/** Their own; of a shared one also who may share: one that is for all accounts, those who see all. */
const mayChange = (principal: Principal, view: SavedView): boolean =>
  isOwner(principal, view) ||
  (view.type === 'shared' &&
    may(principal.scope, 'views:share') &&
    (view.filters.accountId !== undefined || seesAll(principal.scope)));

/** One that is limited to an account is there for those who see it; what nobody sees any more, for those who can remove it. */
function isShown(principal: Principal, view: SavedView, accounts: ReadonlySet<string>): boolean {
  const { accountId } = view.filters;
  if (isOwner(principal, view)) return true;
  if (view.type !== 'shared') return false;
  if (accountId === undefined || accounts.has(accountId)) return true;
  return seesAll(principal.scope) && may(principal.scope, 'views:share');
}

const accountIdsIn = async ({ db }: ServerDeps, { scope }: Principal): Promise<Set<string>> =>
  new Set((await accountsIn(db, scope)).map(({ _id }) => _id));

async function present(
  deps: ServerDeps,
  principal: Principal,
  { views, accounts }: { views: readonly SavedView[]; accounts: ReadonlySet<string> },
): Promise<SavedViewShape[]> {
  const { scope } = principal;
  const isLost = ({ filters }: SavedView): boolean =>
    filters.accountId !== undefined && !accounts.has(filters.accountId);
  const counted = views.filter((view) => !isLost(view));
  const counts = await countLists(deps.db, scope, {
    lists: counted.map(({ filters }) => filters),
    viewer: await viewerOf(deps, principal, { now: deps.now(), drafts: true }),
    cap: COUNT_CAP,
  });
  const others = views.filter((view) => !isOwner(principal, view)).map(({ owner }) => owner.id);
  const names = await namesOfActors(deps.db, { tenantId: scope.tenantId, ids: others });
  return views.map((view) => ({
    id: view._id,
    type: view.type,
    name: view.name,
    filters: view.filters,
    mine: mayChange(principal, view),
    by: isOwner(principal, view) ? null : (names.get(view.owner.id) ?? null),
    count: isLost(view) ? null : (counts[counted.indexOf(view)] ?? 0),
  }));
}

async function shownTo(deps: ServerDeps, principal: Principal) {
  const { scope, actor } = principal;
  const accounts = await accountIdsIn(deps, principal);
  const all = await savedViewsOf(deps.db, { tenantId: scope.tenantId, owner: actor });
  return { views: all.filter((view) => isShown(principal, view, accounts)), accounts };
}

const nameTaken = (): UppsiktError =>
  new UppsiktError({ code: 'name_taken', status: 422, message: 'A view has this name already.' });

/** Among all that there are; a name may stand again where the caller is shown only one of them. */
function assertFits(
  { all, shown }: { readonly all: readonly SavedView[]; readonly shown: readonly SavedView[] },
  { _id: id, name, type }: SavedView,
): void {
  const isOther = (view: SavedView): boolean => view._id !== id;
  if (shown.filter(isOther).some((view) => view.name.toLowerCase() === name.toLowerCase())) throw nameTaken();
  const most = type === 'own' ? MAX_OWN_VIEWS : MAX_SHARED_VIEWS;
  if (all.filter(isOther).filter((view) => view.type === type).length >= most)
    throw new UppsiktError({ code: 'too_many_views', status: 422, message: `At most ${most}.` });
}

/** Shared, or no longer: others see it change. */
async function log(
  deps: ServerDeps,
  { actor }: Principal,
  { view, type, session }: { view: SavedView; type: WorkLogType; session: ClientSession },
): Promise<void> {
  const { tenantId, _id: subject } = view;
  const count = Object.keys(view.filters).length;
  await logWork(
    deps.db,
    { tenantId, type, subject, actor, at: deps.now(), data: { filters: count } },
    session,
  );
}

/** What is judged in the transaction that writes: others save and remove at the same time. `id`: of the one that is changed. */
async function put(
  deps: ServerDeps,
  principal: Principal,
  { id, body }: { id: string | null; body: SavedViewRequest },
): Promise<SavedViewShape> {
  const { db } = deps;
  const { scope, actor } = principal;
  const { tenantId } = scope;
  const accounts = await accountIdsIn(deps, principal);
  const now = deps.now();
  const view = await transaction(db, async (session) => {
    const before = id === null ? null : await viewFor(deps, principal, { id, accounts, session });
    if (before !== null) assertMayBecome(principal, before, body);
    const { accountId } = body.filters;
    if (accountId !== undefined && !accounts.has(accountId) && before?.filters.accountId !== accountId)
      throw invalid('filters.accountId: no such account.');
    const after: SavedView = {
      _id: before?._id ?? randomUUID(),
      tenantId,
      owner: before?.owner ?? actor,
      ...body,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    };
    await holdViews(db, { tenantId, owner: after.owner, type: body.type }, session);
    const all = await savedViewsOf(db, { tenantId, owner: after.owner }, session);
    assertFits({ all, shown: all.filter((of) => isShown(principal, of, accounts)) }, after);
    await (before === null ? addSavedView : changeSavedView)(db, after, session);
    if (after.type === 'shared') await log(deps, principal, { view: after, type: 'view.shared', session });
    else if (before?.type === 'shared')
      await log(deps, principal, { view: after, type: 'view.unshared', session });
    return after;
  });
  const [shown] = await present(deps, principal, { views: [view], accounts });
  return shown as SavedViewShape;
}

/** Kept to its owner, it would be gone for whoever does so; and for all accounts it is no longer theirs to change. */
function assertMayBecome(principal: Principal, before: SavedView, body: SavedViewRequest): void {
  if (isOwner(principal, before)) return;
  if (body.type === 'own' || !mayChange(principal, { ...before, ...body })) throw forbidden();
}

/** One that the caller is shown; 404 for any other. */
async function viewFor(
  { db }: ServerDeps,
  principal: Principal,
  { id, accounts, session }: { id: string; accounts: ReadonlySet<string>; session: ClientSession },
): Promise<SavedView> {
  const view = await savedViewById(db, { tenantId: principal.scope.tenantId, id }, session);
  if (view === null || !isShown(principal, view, accounts)) throw notFound('view');
  if (!mayChange(principal, view)) throw forbidden();
  return view;
}

type SavedViewRoutes = 'listSavedViews' | 'saveView' | 'orderSavedViews' | 'changeView' | 'removeView';

export function savedViewHandlers(deps: ServerDeps): Pick<Handlers, SavedViewRoutes> {
  return {
    async listSavedViews({ principal }) {
      return { views: await present(deps, principal, await shownTo(deps, principal)) };
    },
    saveView: ({ principal, body }) => put(deps, principal, { id: null, body }),
    async orderSavedViews({ principal, body }) {
      const { scope, actor } = principal;
      const shown = new Set((await shownTo(deps, principal)).views.map(({ _id }) => _id));
      const ids = body.ids.filter((id) => shown.has(id));
      await putOrder(deps.db, { tenantId: scope.tenantId, owner: actor }, ids);
      return {};
    },
    changeView: ({ principal, id, body }) => put(deps, principal, { id, body }),
    async removeView({ principal, id }) {
      const accounts = await accountIdsIn(deps, principal);
      await transaction(deps.db, async (session) => {
        const view = await viewFor(deps, principal, { id, accounts, session });
        await removeSavedView(deps.db, { tenantId: view.tenantId, id }, session);
        if (view.type === 'shared') await log(deps, principal, { view, type: 'view.removed', session });
      });
      return {};
    },
  };
}

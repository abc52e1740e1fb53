/** A new action on an item. With an Idempotency-Key it is safe to ask twice. */
import { randomUUID } from 'node:crypto';
import type { Account } from '../accounts/account.ts';
import { type Principal, principalOfPerson } from '../accounts/people.store.ts';
import { canonicalJson, toJson } from '../evidence/canonical.ts';
import { CAPTURE_ROWS, wantedRow } from '../evidence/capture-rows.store.ts';
import { judgedBy } from '../evidence/judgement.ts';
import { command } from '../inbox/command.ts';
import { deleteDraft } from '../inbox/drafts.store.ts';
import type { Item } from '../inbox/item.ts';
import { itemsById } from '../inbox/items.store.ts';
import { insertNote } from '../inbox/notes.store.ts';
import { presentItem } from '../inbox/present.ts';
import { may, sees } from '../kernel/authorise.ts';
import { type ClientSession, isDuplicateKey, transaction } from '../kernel/db.ts';
import { answeredAlready, invalid, stale } from '../kernel/errors.ts';
import { sha256 } from '../kernel/ids.ts';
import { requestRows } from '../kernel/job-rows.ts';
import type { RowRef } from '../kernel/queue/jobs.ts';
import type { Actor } from '../kernel/roles.ts';
import { currentHouseRules, type HouseRules } from '../moderation/house-rules.store.ts';
import type { Action } from './action.ts';
import type { ActionRequest } from './actions.contract.ts';
import { actionByKey, actionsOfItem, insertAction, type StoredAction } from './actions.store.ts';
import { isAnswer, isAnsweredByAnother } from './answers.ts';
import {
  type ActingDeps,
  type ActionOnItem,
  accountOf,
  changeAction,
  type Moment,
} from './change-action.store.ts';

const KEY = /^[\x21-\x7e]{1,200}$/u;

interface RequestedAction {
  readonly principal: Principal;
  readonly item: Item;
  readonly request: ActionRequest;
  readonly idempotencyKey: string | null;
}

/** The header, made unique per caller. */
export function idempotencyKeyOf(principal: Principal, header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (Array.isArray(header) || !KEY.test(header))
    throw invalid('Idempotency-Key: 1 to 200 visible characters.');
  return `${principal.actor.kind}-${principal.actor.id}-${header}`;
}

export async function requestAction(deps: ActingDeps, requested: RequestedAction): Promise<ActionOnItem> {
  const before = await repeated(deps, requested);
  if (before !== null) return before;
  try {
    return await record(deps, requested);
  } catch (error) {
    // The same key twice at once: the second finds the first one's action, or the version that it made.
    const late = isDuplicateKey(error) || (error as { code?: unknown }).code === 'stale';
    if (!late) throw error;
    // In a transaction, which sees what the other has just committed; a plain read may still be a moment behind.
    const first = await transaction(deps.db, (session) => repeated(deps, requested, session));
    if (first === null) throw error;
    return first;
  }
}

async function repeated(
  deps: ActingDeps,
  { item, request, idempotencyKey }: RequestedAction,
  session?: ClientSession,
): Promise<ActionOnItem | null> {
  if (idempotencyKey === null) return null;
  const action = await actionByKey(deps.db, { tenantId: item.tenantId, idempotencyKey }, session);
  if (action === null) return null;
  if (action.itemId !== item._id) throw invalid('Idempotency-Key: used for another item.');
  if ((action.requestSha256 ?? hashOf(request)) !== hashOf(request) || action.type !== request.type)
    throw invalid('Idempotency-Key: used for another request.');
  return { action, item };
}

/** The same request again, whatever version its sender has seen meanwhile, and whatever they were told of since. */
const hashOf = ({ version: _seen, ...asked }: ActionRequest): string => {
  const { anyway: _told, ...same } = { anyway: undefined, ...asked };
  return sha256(canonicalJson(toJson(same)));
};

/** A person who sees the account and may act on it: nobody else could take it up, and the name of no one else is an id. */
async function checkAssignee(deps: ActingDeps, request: ActionRequest, item: Item): Promise<void> {
  if (request.type !== 'assign' || request.to === null) return;
  const found = await principalOfPerson(deps.db, { tenantId: item.tenantId, id: request.to });
  if (found === null || !sees(found.scope, item.accountId) || !may(found.scope, 'items:act'))
    throw invalid('Only somebody who sees the account and may act on it.');
}

/** Two people both answer only where the second one says so. */
async function checkUnanswered(
  { db }: ActingDeps,
  request: ActionRequest,
  { actor, moment }: { actor: Actor; moment: Moment },
): Promise<void> {
  const { fresh, now, session } = moment;
  if (request.type !== 'reply' || request.anyway || !fresh.actions.some(isAnswer)) return;
  const actions = await actionsOfItem(db, { tenantId: fresh.tenantId, itemId: fresh._id }, session);
  if (isAnsweredByAnother(actions, fresh, actor)) throw answeredAlready(presentItem(fresh, now));
}

/** What a request stands on, besides the item. */
interface Ground {
  readonly account: Account;
  readonly rules: HouseRules | null;
}

/** Throws where nobody could be given the item so. The same for every item of an account. */
async function groundOf(deps: ActingDeps, request: ActionRequest, item: Item): Promise<Ground> {
  const account = await accountOf(deps, item);
  await checkAssignee(deps, request, item);
  const key = { tenantId: item.tenantId, accountId: item.accountId };
  return { account, rules: await currentHouseRules(deps.db, key) };
}

/** Stale is 409 with the item as it now stands. */
function assertSeen(request: ActionRequest, fresh: Item, now: Date): void {
  if (fresh.version !== request.version) throw stale(presentItem(fresh, now));
}

/** Without the moment's ids and others, which only the act itself has. */
const contextOf = (
  deps: ActingDeps,
  { account, rules }: Ground,
  { actor, now }: { actor: Actor; now: Date },
) => ({
  account,
  actor,
  now,
  undoMs: deps.settings.undoSeconds * 1000,
  clock: deps.clockOf(account),
  rulesVersion: rules?.version ?? null,
});

/**
 * Throws what the request itself would throw for the item as it now stands; nothing is written. Of several items of
 * one request, what it stands on is read once for each account. Not for replies, which ask who has answered.
 */
export function rehearsals(deps: ActingDeps, actor: Actor) {
  const grounds = new Map<string, Promise<Ground>>();
  return async (item: Item, request: ActionRequest): Promise<void> => {
    const now = deps.now();
    assertSeen(request, item, now);
    const known = grounds.get(item.accountId) ?? groundOf(deps, request, item);
    grounds.set(item.accountId, known);
    const context = contextOf(deps, await known, { actor, now });
    command(item, request, { ...context, actionId: 'none', noteId: 'none' });
  };
}

async function record(deps: ActingDeps, requested: RequestedAction): Promise<ActionOnItem> {
  const { principal, item, request, idempotencyKey } = requested;
  const { actor } = principal;
  const ground = await groundOf(deps, request, item);
  const actionId = randomUUID();
  const noteId = randomUUID();
  return changeAction(deps, { item, actor }, async (moment) => {
    const { fresh, now, session } = moment;
    assertSeen(request, fresh, now);
    await checkUnanswered(deps, request, { actor, moment });
    const context = contextOf(deps, ground, { actor, now });
    const { rulesVersion } = context;
    const others = await alsoClosed(deps, request, moment);
    const { newEvents, typed, action } = command(fresh, request, { ...context, actionId, noteId, others });
    const judged = judgedBy(fresh, request, { action, rulesVersion });
    const captures = judged === null ? [] : await requestCapture(deps, fresh, { judged, moment });
    const keyed = idempotencyKey === null ? {} : { requestSha256: hashOf(request) };
    const stored: StoredAction = { ...action, idempotencyKey, ...keyed };
    await insertAction(deps.db, stored, session);
    if (request.type === 'reply' || request.type === 'note') {
      const { tenantId, _id: itemId } = item;
      await deleteDraft(deps.db, { tenantId, by: actor.id, itemId, kind: request.type }, session);
    }
    const text = noteIn(request);
    const note = { _id: noteId, tenantId: item.tenantId, itemId: item._id, by: actor.id, at: now };
    if (text) await insertNote(deps.db, { ...note, text }, session);
    return { action: stored, newEvents, typed, captures };
  });
}

/** In the transaction of the judgement; its hint is sent once that stands. */
async function requestCapture(
  { db }: ActingDeps,
  fresh: Item,
  { judged, moment }: { judged: Action; moment: Moment },
): Promise<RowRef[]> {
  const { session, now } = moment;
  return requestRows(db, CAPTURE_ROWS, { rows: [wantedRow(fresh, judged)], session, now });
}

async function alsoClosed(deps: ActingDeps, request: ActionRequest, { fresh, session }: Moment) {
  const ids = request.type === 'reply' ? (request.alsoCloses ?? []) : [];
  return ids.length === 0 ? [] : itemsById(deps.db, { tenantId: fresh.tenantId, ids }, session);
}

function noteIn(request: ActionRequest): string | undefined {
  if (request.type === 'note') return request.text;
  return request.type === 'close' ? request.note : undefined;
}

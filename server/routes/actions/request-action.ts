/** A new action on an item. With an Idempotency-Key it is safe to ask twice. */
import { randomUUID } from 'node:crypto';
import { type Principal, principalOfPerson } from '../../../core/accounts/people.store.ts';
import type { Action } from '../../../core/actions/action.ts';
import type { ActionRequest } from '../../../core/actions/actions.contract.ts';
import {
  actionByKey,
  actionsOfItem,
  insertAction,
  type StoredAction,
} from '../../../core/actions/actions.store.ts';
import { isAnswer, isAnsweredByAnother } from '../../../core/actions/answers.ts';
import { canonicalJson, toJson } from '../../../core/evidence/canonical.ts';
import { CAPTURE_ROWS, wantedRow } from '../../../core/evidence/capture-rows.store.ts';
import { judgedBy } from '../../../core/evidence/judgement.ts';
import { command } from '../../../core/inbox/command.ts';
import { deleteDraft } from '../../../core/inbox/drafts.store.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { itemsById } from '../../../core/inbox/items.store.ts';
import { insertNote } from '../../../core/inbox/notes.store.ts';
import { presentItem } from '../../../core/inbox/present.ts';
import { may, sees } from '../../../core/kernel/authorise.ts';
import { type ClientSession, isDuplicateKey, transaction } from '../../../core/kernel/db.ts';
import { answeredAlready, invalid, stale } from '../../../core/kernel/errors.ts';
import { sha256 } from '../../../core/kernel/ids.ts';
import { requestRows } from '../../../core/kernel/job-rows.ts';
import type { RowRef } from '../../../core/kernel/queue/jobs.ts';
import type { Actor } from '../../../core/kernel/roles.ts';
import { currentHouseRules } from '../../../core/moderation/house-rules.store.ts';
import type { ServerDeps } from '../../deps.ts';
import { type ActionOnItem, accountOf, changeAction, type Moment } from './change-action.ts';

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

export async function requestAction(deps: ServerDeps, requested: RequestedAction): Promise<ActionOnItem> {
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
  deps: ServerDeps,
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
async function checkAssignee(deps: ServerDeps, request: ActionRequest, item: Item): Promise<void> {
  if (request.type !== 'assign' || request.to === null) return;
  const found = await principalOfPerson(deps.db, { tenantId: item.tenantId, id: request.to });
  if (found === null || !sees(found.scope, item.accountId) || !may(found.scope, 'items:act'))
    throw invalid('Only somebody who sees the account and may act on it.');
}

/** Two people both answer only where the second one says so. */
async function checkUnanswered(
  { db }: ServerDeps,
  request: ActionRequest,
  { actor, moment }: { actor: Actor; moment: Moment },
): Promise<void> {
  const { fresh, now, session } = moment;
  if (request.type !== 'reply' || request.anyway || !fresh.actions.some(isAnswer)) return;
  const actions = await actionsOfItem(db, { tenantId: fresh.tenantId, itemId: fresh._id }, session);
  if (isAnsweredByAnother(actions, fresh, actor)) throw answeredAlready(presentItem(fresh, now));
}

/** Stale is 409 with the item as it now stands. */
async function record(deps: ServerDeps, requested: RequestedAction): Promise<ActionOnItem> {
  const { principal, item, request, idempotencyKey } = requested;
  const { actor } = principal;
  const account = await accountOf(deps, item);
  await checkAssignee(deps, request, item);
  const rules = await currentHouseRules(deps.db, { tenantId: item.tenantId, accountId: item.accountId });
  const actionId = randomUUID();
  const noteId = randomUUID();
  return changeAction(deps, { item, actor }, async (moment) => {
    const { fresh, now, session } = moment;
    if (fresh.version !== request.version) throw stale(presentItem(fresh, now));
    await checkUnanswered(deps, request, { actor, moment });
    const { newEvents, typed, action } = command(fresh, request, {
      account,
      actor,
      now,
      undoMs: deps.settings.undoSeconds * 1000,
      clock: deps.clockOf(account),
      rulesVersion: rules?.version ?? null,
      actionId,
      noteId,
      others: await alsoClosed(deps, request, moment),
    });
    const judged = judgedBy(fresh, request, { action, rulesVersion: rules?.version ?? null });
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
  { db }: ServerDeps,
  fresh: Item,
  { judged, moment }: { judged: Action; moment: Moment },
): Promise<RowRef[]> {
  const { session, now } = moment;
  return requestRows(db, CAPTURE_ROWS, { rows: [wantedRow(fresh, judged)], session, now });
}

async function alsoClosed(deps: ServerDeps, request: ActionRequest, { fresh, session }: Moment) {
  const ids = request.type === 'reply' ? (request.alsoCloses ?? []) : [];
  return ids.length === 0 ? [] : itemsById(deps.db, { tenantId: fresh.tenantId, ids }, session);
}

function noteIn(request: ActionRequest): string | undefined {
  if (request.type === 'note') return request.text;
  return request.type === 'close' ? request.note : undefined;
}

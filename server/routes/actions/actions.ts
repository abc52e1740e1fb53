import { randomUUID } from 'node:crypto';
import type { Account } from '../../../core/accounts/account.ts';
import { accountById, setOutgoing } from '../../../core/accounts/accounts.store.ts';
import type { Principal } from '../../../core/accounts/people.store.ts';
import type { ActionRequest } from '../../../core/actions/actions.contract.ts';
import {
  actionById,
  actionByKey,
  insertAction,
  type StoredAction,
  updateUnclaimed,
} from '../../../core/actions/actions.store.ts';
import { changeItem, recordNewEvents } from '../../../core/inbox/change-item.store.ts';
import { command, finishAction } from '../../../core/inbox/command.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { itemById, itemsById } from '../../../core/inbox/items.store.ts';
import { insertNote } from '../../../core/inbox/notes.store.ts';
import { presentAction, presentItem } from '../../../core/inbox/present.ts';
import { publishItems } from '../../../core/inbox/publish-items.ts';
import { authorise } from '../../../core/kernel/authorise.ts';
import { isDuplicateKey, transaction } from '../../../core/kernel/db.ts';
import { invalid, notFound, stale, UppsiktError } from '../../../core/kernel/errors.ts';
import { awaitsConsent } from '../../../core/moderation/disinformation.ts';
import { currentHouseRules } from '../../../core/moderation/house-rules.store.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { itemInScope } from '../inbox/items.ts';
import { consent } from './consent.ts';

const KEY = /^[\x21-\x7e]{1,200}$/u;

interface Asked {
  readonly request: ActionRequest;
  readonly principal: Principal;
  readonly account: Account;
  readonly idempotencyKey: string | null;
}

function keyOf(principal: Principal, header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (Array.isArray(header) || !KEY.test(header))
    throw invalid('Idempotency-Key: 1 to 200 visible characters.');
  return `${principal.actor.kind}-${principal.actor.id}-${header}`;
}

/** Item, event and action row in one transaction; stale is 409 with the item as it now stands. */
async function record(
  deps: ServerDeps,
  item: Item,
  asked: Asked,
): Promise<{ action: StoredAction; item: Item }> {
  const { request, principal, account, idempotencyKey } = asked;
  const rules = await currentHouseRules(deps.db, { tenantId: item.tenantId, accountId: item.accountId });
  const actionId = randomUUID();
  const noteId = randomUUID();
  return transaction(deps.db, async (session) => {
    const now = deps.now();
    const fresh = await itemById(deps.db, { tenantId: item.tenantId, id: item._id }, session);
    if (fresh === null) throw notFound('item');
    if (fresh.version !== request.version) throw stale(presentItem(fresh, now));
    const also = request.type === 'reply' ? (request.alsoCloses ?? []) : [];
    const others =
      also.length === 0 ? [] : await itemsById(deps.db, { tenantId: item.tenantId, ids: also }, session);
    const note = request.type === 'note' ? request.text : request.type === 'close' ? request.note : undefined;
    const { newEvents, action } = command(fresh, request, {
      account,
      actor: principal.actor,
      now,
      undoMs: deps.settings.undoSeconds * 1000,
      clock: deps.clockOf(account),
      rulesVersion: rules?.version ?? null,
      actionId,
      noteId,
      others,
    });
    const stored: StoredAction = { ...action, idempotencyKey };
    await insertAction(deps.db, stored, session);
    if (note !== undefined)
      await insertNote(
        deps.db,
        {
          _id: noteId,
          tenantId: item.tenantId,
          itemId: item._id,
          text: note,
          by: principal.actor.id,
          at: now,
        },
        session,
      );
    const after = await recordNewEvents(deps.db, fresh, {
      newEvents,
      actor: principal.actor,
      at: now,
      session,
    });
    return { action: stored, item: after };
  });
}

/** Tells the workers when it is due, and the other browsers now. */
async function announce(deps: ServerDeps, result: { action: StoredAction; item: Item }): Promise<void> {
  const { action, item } = result;
  const now = deps.now();
  if (action.state === 'pending' || action.state === 'unknown')
    void deps.queues.hint('act', [action], Math.max(0, action.notBefore.getTime() - now.getTime()));
  void publishItems(deps.publisher, [item], now);
}

const presentBoth = (deps: ServerDeps, result: { action: StoredAction; item: Item }) => ({
  action: presentAction(result.action),
  item: presentItem(result.item, deps.now()),
});

async function repeated(deps: ServerDeps, item: Item, key: string | null) {
  if (key === null) return null;
  const action = await actionByKey(deps.db, { tenantId: item.tenantId, idempotencyKey: key });
  if (action === null) return null;
  if (action.itemId !== item._id) throw invalid('Idempotency-Key: used for another item.');
  return { action, item };
}

async function actionInScope(deps: ServerDeps, principal: Principal, id: string) {
  const action = await actionById(deps.db, { tenantId: principal.scope.tenantId, id });
  if (action === null) throw notFound('action');
  return { action, item: await itemInScope(deps, principal, action.itemId) };
}

async function accountOf(deps: ServerDeps, item: Item): Promise<Account> {
  const account = await accountById(deps.db, { tenantId: item.tenantId, id: item.accountId });
  if (account === null) throw notFound('account');
  return account;
}

const itemKey = ({ tenantId, itemId }: StoredAction) => ({ tenantId, id: itemId });

const tooLate = (): UppsiktError =>
  new UppsiktError({ code: 'too_late', status: 409, message: 'It has left the machine already.' });

export function actionHandlers(
  deps: ServerDeps,
): Pick<Handlers, 'act' | 'readAction' | 'undoAction' | 'retryAction' | 'consentAction'> {
  return {
    async act({ principal, id, body, req }) {
      const item = await itemInScope(deps, principal, id);
      authorise(principal.scope, body.type === 'register' ? 'items:register' : 'items:act', item.accountId);
      const idempotencyKey = keyOf(principal, req.headers['idempotency-key']);
      const before = await repeated(deps, item, idempotencyKey);
      if (before !== null) return presentBoth(deps, before);
      const asked = { request: body, principal, account: await accountOf(deps, item), idempotencyKey };
      try {
        const result = await record(deps, item, asked);
        await announce(deps, result);
        return presentBoth(deps, result);
      } catch (error) {
        // The same key twice at once: the second finds the first one's action, or the version that it made.
        const late = isDuplicateKey(error) || (error as { code?: unknown }).code === 'stale';
        const first = late ? await repeated(deps, item, idempotencyKey) : null;
        if (first === null) throw error;
        return presentBoth(deps, first);
      }
    },
    async readAction({ principal, id }) {
      return presentAction((await actionInScope(deps, principal, id)).action);
    },
    async undoAction({ principal, id }) {
      const { action, item } = await actionInScope(deps, principal, id);
      const clock = deps.clockOf(await accountOf(deps, item));
      const result = await transaction(deps.db, async (session) => {
        const now = deps.now();
        const set = { state: 'cancelled' as const, finishedAt: now };
        // What waits for a second person can be taken back, by whoever asked or refuses.
        const from = awaitsConsent(action) ? (['blocked'] as const) : (['pending'] as const);
        const key = { tenantId: action.tenantId, id, from };
        if (action.sentAt !== null || !(await updateUnclaimed(deps.db, { ...key, set }, session)))
          throw tooLate();
        const end = { state: 'cancelled' as const, cause: null, remoteId: null, at: now, now };
        const after = await changeItem(deps.db, itemKey(action), {
          newEventsOf: (fresh) => finishAction(fresh, action, { ...end, clock }),
          actor: principal.actor,
          at: now,
          session,
        });
        return { action: { ...action, ...set }, item: after };
      });
      await announce(deps, result);
      return presentBoth(deps, result);
    },
    async consentAction({ principal, id }) {
      const result = await consent(deps, principal, await actionInScope(deps, principal, id));
      await announce(deps, result);
      return presentBoth(deps, result);
    },
    async retryAction({ principal, id }) {
      const { action, item } = await actionInScope(deps, principal, id);
      if (awaitsConsent(action)) throw invalid('A second person must agree to it first.');
      const account = await accountOf(deps, item);
      const result = await transaction(deps.db, async (session) => {
        const now = deps.now();
        // A reply that may have left the machine is looked for before it is sent again.
        const state = action.type === 'reply' && action.sentAt !== null ? 'unknown' : 'pending';
        const set = { state, cause: null, finishedAt: null, notBefore: now, attempts: 0 } as const;
        const key = { tenantId: action.tenantId, id, from: ['blocked', 'failed'] as const };
        if (!(await updateUnclaimed(deps.db, { ...key, set }, session)))
          throw invalid('Only a blocked or failed action.');
        await setOutgoing(deps.db, { tenantId: account.tenantId, id: account._id }, 'active', session);
        const after = await changeItem(deps.db, itemKey(action), {
          newEventsOf: () => [{ type: 'action.requested', data: { actionId: id, type: action.type } }],
          actor: principal.actor,
          at: now,
          session,
        });
        return { action: { ...action, ...set }, item: after };
      });
      await announce(deps, result);
      return presentBoth(deps, result);
    },
  };
}

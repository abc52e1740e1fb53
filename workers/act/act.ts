/**
 * Carries out one stored action: seal the record where one is needed, send, settle. Killed anywhere, what may have left
 * the machine is read back before it is sent again.
 */
import { mayHaveLeft, NEEDS_CAPTURE, type OutwardAction } from '../../core/actions/action.ts';
import { ACTION_ROWS, repliesSince, type StoredAction } from '../../core/actions/actions.store.ts';
import type { AccountAccess, ActionsConnector, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { isEditedSince } from '../../core/actions/seen-text.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemsById } from '../../core/inbox/items.store.ts';
import { updateRow } from '../../core/kernel/job-rows.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import { isStillWanted } from '../../core/moderation/machine-hide.ts';
import { accessOf } from '../account-access.ts';
import type { WorkerDeps } from '../deps.ts';
import { type ItemAndAccount, loadItemAndAccount, runRow, type Settle } from '../run-row.ts';
import { recordFailed } from './evidence-failed.ts';
import { evidenceFirst } from './evidence-first.ts';
import { type Acting, settlementOf, withdrawn } from './settle.ts';
import { asWebhookTold } from './told-removed.ts';

const targetOf = ({ externalId, parentId, postId, kind, author }: Item): ActionTarget => ({
  externalId,
  parentId,
  postId,
  kind,
  authorId: author?.id ?? null,
});

interface Route {
  readonly connector: ActionsConnector;
  readonly access: AccountAccess;
  readonly target: ActionTarget;
}

function send({ connector, access, target }: Route, claimed: StoredAction): Promise<Outcome> {
  const type = claimed.type as OutwardAction;
  return type === 'reply'
    ? connector.reply(access, target, claimed.text ?? '')
    : connector[type](access, target);
}

/** A reply whose answer was lost is looked for; the others are safe to repeat. Null: send it. */
async function readBack(
  { db }: WorkerDeps,
  { connector, access, target }: Route,
  claimed: StoredAction,
): Promise<Outcome | null> {
  const { tenantId, accountId, sentAt: since, text } = claimed;
  if (claimed.state !== 'unknown' || claimed.type !== 'reply' || since === null) return null;
  // Colleagues answer with the same stock phrase under the same post.
  const replies = await repliesSince(db, { tenantId, accountId, since });
  const except = replies.flatMap(({ remoteId }) => remoteId ?? []);
  const outcome = await connector.findReply(access, target, { text: text ?? '', since, except });
  if (outcome.state !== 'retry') return outcome;
  // Surely not there: what was refused is not sent again by itself.
  return claimed.cause === 'refused' ? { state: 'failed', cause: 'refused' } : null;
}

/**
 * A machine is quicker than the post can be fetched, and the sealed record is to show what was answered. It waits a
 * quarter of a minute at most.
 */
const CONTEXT_WAIT_MS = 1000;
const CONTEXT_TRIES = 5;
/** Where a platform takes no answers to answers, one to what is gone would stand under somebody else's words. */
const answersGone = ({ claimed, item }: Acting): boolean =>
  item.visibility === 'removed' &&
  (claimed.type === 'reply' || claimed.type === 'like') &&
  !mayHaveLeft(claimed);
const EDITED_SINCE: Outcome = { state: 'blocked', cause: 'edited-since' };
const waitsForContext = (item: Item, { actor, captureId, attempts }: StoredAction): boolean =>
  actor.kind === 'machine' && captureId === null && item.context === 'pending' && attempts <= CONTEXT_TRIES;

/** An earlier sending of which nobody knows was looked for if it was a reply; of the others it may still be carried out. */
const isRefused = (held: StoredAction, outcome: Outcome): boolean =>
  outcome.state !== 'done' &&
  outcome.state !== 'unknown' &&
  outcome.uncertain !== true &&
  (held.type === 'reply' || !mayHaveLeft(held));

/** The last look before it leaves: sealing takes its time, and the citizen may edit meanwhile. */
async function isSeenText({ db }: WorkerDeps, { tenantId, itemId, ...claimed }: StoredAction) {
  const [item] = await itemsById(db, { tenantId, ids: [itemId] });
  return item !== undefined && !isEditedSince(claimed, item);
}

async function carryOut(deps: WorkerDeps, acting: Acting): Promise<Settle<StoredAction> | null> {
  const { claimed, item, account } = acting;
  if (!isStillWanted(item, claimed)) return withdrawn(deps, acting);
  if (answersGone(acting)) return settlementOf(deps, acting, { state: 'failed', cause: 'gone' });
  if (!mayHaveLeft(claimed) && isEditedSince(claimed, item)) return settlementOf(deps, acting, EDITED_SINCE);
  if (waitsForContext(item, claimed))
    return { set: { state: 'pending', cause: null }, again: CONTEXT_WAIT_MS * claimed.attempts };
  const reached = accessOf(deps, account);
  if (!reached.ok) return settlementOf(deps, acting, { state: 'blocked', cause: reached.cause });
  const connector = deps.connectors.get(account.platform)?.actions;
  if (connector === undefined) return settlementOf(deps, acting, { state: 'failed', cause: 'not-supported' });

  const evidence = await evidenceFirst(deps, acting);
  if ('settle' in evidence) return evidence.settle;
  return sendIt(
    deps,
    { ...acting, claimed: evidence.go },
    { connector, access: reached.access, target: targetOf(item) },
  );
}

async function sendIt(deps: WorkerDeps, acting: Acting, route: Route): Promise<Settle<StoredAction> | null> {
  const { claimed: held } = acting;
  const sentBefore = await readBack(deps, route, held);
  if (sentBefore !== null) return settlementOf(deps, acting, sentBefore);
  // A reply that was looked for and is not there has not left either.
  const hasNotLeft = held.type === 'reply' || !mayHaveLeft(held);
  if (hasNotLeft && !(await isSeenText(deps, held)))
    return settlementOf(deps, { ...acting, refused: true }, EDITED_SINCE);
  const sentAt = held.sentAt ?? deps.now();
  if (
    !(await updateRow(deps.db, ACTION_ROWS, {
      claimed: held,
      set: { state: 'running', sentAt, refused: false },
    }))
  )
    return null;
  const outcome = await asWebhookTold(deps, held, await send(route, held));
  return settlementOf(deps, { ...acting, refused: isRefused(held, outcome) }, outcome);
}

/** Every try has ended with its worker: a person must see to it. */
const givenUp = (deps: WorkerDeps, acting: Acting): Settle<StoredAction> => {
  const { type, captureId } = acting.claimed;
  const isUnsealed = NEEDS_CAPTURE.has(type) && captureId === null;
  return isUnsealed
    ? recordFailed(deps, acting)
    : settlementOf(deps, acting, { state: 'failed', cause: 'unreachable' });
};

/** The processor of `act`. */
export function createAct(deps: WorkerDeps): Processor {
  return runRow<StoredAction, ItemAndAccount>(deps, {
    name: 'act',
    kind: ACTION_ROWS,
    load: (claimed) => loadItemAndAccount(deps, claimed),
    gone: () => ({ set: { state: 'failed', cause: 'gone', finishedAt: deps.now() } }),
    giveUp: async (acting) => givenUp(deps, acting),
    work: (acting) => carryOut(deps, acting),
  });
}

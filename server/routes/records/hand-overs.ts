/** Giving items to the registers of their boards, and what came of it. */
import { recordNewEvents } from '../../../core/inbox/change-item.store.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { itemById, itemsById, readItem } from '../../../core/inbox/items.store.ts';
import { presentItem } from '../../../core/inbox/present.ts';
import { publishItems } from '../../../core/inbox/publish-items.ts';
import { sees } from '../../../core/kernel/authorise.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { invalid, notFound, UppsiktError } from '../../../core/kernel/errors.ts';
import type { Actor, Scope } from '../../../core/kernel/roles.ts';
import type {
  BulkHandOverAnswer,
  ItemAnswer,
  ReceiptRequest,
} from '../../../core/records/hand-over.contract.ts';
import { answered } from '../../../core/records/hand-over-commands.ts';
import {
  answerHandOver,
  type HandOver,
  handOverById,
  handOversOf,
} from '../../../core/records/hand-overs.store.ts';
import {
  type HandOverRefusal,
  handOverRefusal,
  type Requested,
  requestHandOver,
} from '../../../core/records/request-hand-over.store.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { mayRouteBoard } from './may-route.ts';
import { presentHandOver } from './present.ts';

const WORDS: Readonly<Record<Exclude<HandOverRefusal, 'already'>, string>> = {
  'no-capture': 'No record of this item could be sealed.',
  'no-route': 'The board has no way to its case system: set one up first.',
  'secret-not-allowed': 'It may be secret, and the board’s mail leaves the municipality’s own systems.',
};

/** At once in a bulk: each is a transaction of its own. */
const AT_ONCE = 8;

/** Row, event and item together; hinted and announced once stored. */
async function handOver(deps: ServerDeps, item: Item, actor: Actor): Promise<Requested> {
  const result = await transaction(deps.db, async (session) => {
    const fresh = await itemById(deps.db, { tenantId: item.tenantId, id: item._id }, session);
    if (fresh === null) throw notFound('item');
    return requestHandOver(deps.db, fresh, { actor, now: deps.now(), session });
  });
  if (result.refusal === null) {
    void deps.queues.hint('capture', result.captureHints);
    void deps.queues.hint('hand-over', result.hints);
    void publishItems(deps.publisher, [result.item], deps.now());
  }
  return result;
}

const answerOf = (deps: ServerDeps, row: HandOver, item: Item): ItemAnswer => ({
  handOver: presentHandOver(row),
  item: presentItem(item, deps.now()),
});

async function one(deps: ServerDeps, item: Item, actor: Actor): Promise<ItemAnswer> {
  const result = await handOver(deps, item, actor);
  if (result.refusal === null) return answerOf(deps, result.handOver, result.item);
  if (result.existing !== null) return answerOf(deps, result.existing, item);
  const refusal = result.refusal as keyof typeof WORDS;
  throw new UppsiktError({ code: refusal.replaceAll('-', '_'), status: 422, message: WORDS[refusal] });
}

type Refused = BulkHandOverAnswer['refused'][number];

async function refusedOf(
  deps: ServerDeps,
  item: Item,
  { actor, dryRun }: { actor: Actor; dryRun: boolean },
): Promise<Refused | null> {
  const reason = dryRun
    ? await transaction(deps.db, (session) => handOverRefusal(deps.db, item, session))
    : (await handOver(deps, item, actor)).refusal;
  return reason === null ? null : { itemId: item._id, reason };
}

/** Every item of them, or why not: one that fails never stops another. */
async function several(
  deps: ServerDeps,
  scope: Scope,
  wanted: { ids: readonly string[]; actor: Actor; dryRun: boolean },
): Promise<BulkHandOverAnswer> {
  const ids = [...new Set(wanted.ids)];
  const found = await itemsById(deps.db, { tenantId: scope.tenantId, ids });
  const known = new Map(
    found.filter(({ accountId }) => sees(scope, accountId)).map((item) => [item._id, item]),
  );
  const refused: Refused[] = ids
    .filter((id) => !known.has(id))
    .map((itemId) => ({ itemId, reason: 'not-found' as const }));
  const items = [...known.values()];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const batch = items.slice(from, from + AT_ONCE);
    const answers = await Promise.all(batch.map((item) => refusedOf(deps, item, wanted)));
    refused.push(...answers.filter((answer) => answer !== null));
  }
  const place = new Map(ids.map((id, index) => [id, index]));
  refused.sort((a, b) => (place.get(a.itemId) ?? 0) - (place.get(b.itemId) ?? 0));
  return { handedOver: ids.length - refused.length, refused };
}

/** One of an item in the scope, or a trial of a way that the caller may set. */
async function inScope(deps: ServerDeps, scope: Scope, id: string): Promise<HandOver> {
  const row = await handOverById(deps.db, { tenantId: scope.tenantId, id });
  if (row === null) throw notFound('hand-over');
  const isTheirs =
    row.accountId === null ? await mayRouteBoard(deps, scope, row.board) : sees(scope, row.accountId);
  if (!isTheirs) throw notFound('hand-over');
  return row;
}

/** A person has read the answer elsewhere: a number stands on the item, and either ends the waiting. */
async function typed(
  deps: ServerDeps,
  row: HandOver,
  { said, actor }: { said: ReceiptRequest; actor: Actor },
): Promise<ItemAnswer> {
  const { tenantId, _id, itemId } = row;
  if (itemId === null) throw invalid('A trial is not registered.');
  const now = deps.now();
  const result = await transaction(deps.db, async (session) => {
    const receipt =
      'refused' in said
        ? ({ state: 'refused', reference: null, reason: said.refused, at: now, source: 'person' } as const)
        : ({
            state: 'received',
            reference: said.reference,
            reason: null,
            at: now,
            source: 'person',
          } as const);
    const changed = await answerHandOver(deps.db, { tenantId, id: _id, receipt, now }, session);
    if (changed === null) throw invalid('It is being sent at this moment, or has an answer already.');
    const item = await itemById(deps.db, { tenantId, id: itemId }, session);
    if (item === null) throw notFound('item');
    const told = { ...answered(item, _id, receipt), actor, at: now, session };
    return { row: changed, item: await recordNewEvents(deps.db, item, told) };
  });
  void publishItems(deps.publisher, [result.item], now);
  return answerOf(deps, result.row, result.item);
}

type HandOverRoutes = 'handOverItem' | 'listHandOvers' | 'handOverItems' | 'readHandOver' | 'receiveHandOver';

export function handOverHandlers(deps: ServerDeps): Pick<Handlers, HandOverRoutes> {
  async function itemOf(scope: Scope, id: string): Promise<Item> {
    const item = await readItem(deps.db, scope, id);
    if (item === null) throw notFound('item');
    return item;
  }
  return {
    async handOverItem({ principal, id }) {
      return one(deps, await itemOf(principal.scope, id), principal.actor);
    },
    async listHandOvers({ principal, id }) {
      const { tenantId, _id: itemId } = await itemOf(principal.scope, id);
      return { handOvers: (await handOversOf(deps.db, { tenantId, itemId })).map(presentHandOver) };
    },
    handOverItems: ({ principal, body }) =>
      several(deps, principal.scope, {
        ids: body.itemIds,
        actor: principal.actor,
        dryRun: body.dryRun,
      }),
    async readHandOver({ principal, id }) {
      return presentHandOver(await inScope(deps, principal.scope, id));
    },
    async receiveHandOver({ principal, id, body }) {
      const row = await inScope(deps, principal.scope, id);
      return typed(deps, row, { said: body, actor: principal.actor });
    },
  };
}

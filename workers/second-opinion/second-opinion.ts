/** Asks for one second opinion. The item is in the inbox long before; what comes later stands beside our verdicts. */

import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import type { NewEvent } from '../../core/inbox/event.ts';
import { itemById, itemsById } from '../../core/inbox/items.store.ts';
import { publishItems } from '../../core/inbox/publish-items.ts';
import { transaction } from '../../core/kernel/db.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import { maskPersonalData } from '../../core/moderation/personal-data.ts';
import {
  claimOpinion,
  OPINION_ATTEMPTS,
  settleOpinion,
  type WantedOpinion,
} from '../../core/second-opinion/opinions.store.ts';
import {
  type OpinionAnswer,
  type OpinionSource,
  PASSING_CAUSES,
} from '../../core/second-opinion/second-opinion.ts';
import type { WorkerDeps } from '../deps.ts';

const WAIT_MS = 15_000;
/** What follows is not sent: no service needs more to tell abuse. */
const MAX_CHARACTERS = 8000;

/** Numbers of persons and accounts never leave the machine, whoever is asked. Half a sign is none: strict readers refuse it. */
const toSend = (text: string): string => maskPersonalData(text).slice(0, MAX_CHARACTERS).toWellFormed();

function newEventOf(source: OpinionSource, { revision }: WantedOpinion, answer: OpinionAnswer): NewEvent {
  const { name } = source;
  if (!answer.ok)
    return { type: 'second-opinion.failed', data: { name, version: '', revision, cause: answer.cause } };
  const { version, categories } = answer;
  return { type: 'second-opinion.given', data: { name, version, revision, categories } };
}

async function keep(deps: WorkerDeps, source: OpinionSource, claimed: WantedOpinion, answer: OpinionAnswer) {
  const { tenantId, itemId } = claimed;
  const at = deps.now();
  const item = await transaction(deps.db, async (session) => {
    const state = answer.ok ? 'done' : 'failed';
    if (!(await settleOpinion(deps.db, claimed, { state }, session))) return null;
    const found = await itemById(deps.db, { tenantId, id: itemId }, session);
    // an opinion on a text that was edited meanwhile says nothing of the new one
    if (found?.revision !== claimed.revision) return null;
    return recordNewEvents(deps.db, found, {
      newEvents: [newEventOf(source, claimed, answer)],
      actor: { kind: 'machine', id: 'second-opinion' },
      at,
      session,
    });
  });
  if (item !== null) await publishItems(deps.publisher, [item], at);
}

/** The processor of `second-opinion`. Switched off meanwhile, the row waits; running it twice changes nothing. */
export function createSecondOpinion(deps: WorkerDeps): Processor<'second-opinion'> {
  return async ({ tenantId, opinionId: id }) => {
    const source = deps.secondOpinion;
    if (!source) return;
    const claimed = await claimOpinion(deps.db, { tenantId, id, now: deps.now() });
    if (claimed === null) return;
    const [item] = await itemsById(deps.db, { tenantId, ids: [claimed.itemId] });
    if (item === undefined || item.revision !== claimed.revision || item.text.trim() === '') {
      await settleOpinion(deps.db, claimed, { state: 'done' });
      return;
    }
    const answer = await source.ask(toSend(item.text));
    const again = !answer.ok && PASSING_CAUSES.has(answer.cause) && claimed.attempts < OPINION_ATTEMPTS;
    if (!again) return keep(deps, source, claimed, answer);
    const waitMs = WAIT_MS * 2 ** claimed.attempts;
    await settleOpinion(deps.db, claimed, { notBefore: new Date(deps.now().getTime() + waitMs) });
    const { attempts } = claimed;
    await deps.queues.hint('second-opinion', [{ tenantId, opinionId: id, revision: attempts }], waitMs);
  };
}

/** Asks for one second opinion. The item is in the inbox long before; what comes later stands beside our verdicts. */

import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import type { NewEvent } from '../../core/inbox/event.ts';
import { itemById } from '../../core/inbox/items.store.ts';
import { beginningOf, oneForm } from '../../core/inbox/text-form.ts';
import { isWithheld } from '../../core/inbox/withheld.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import { maskPersonalData } from '../../core/moderation/personal-data.ts';
import { OPINION_ROWS, type OpinionRow } from '../../core/second-opinion/opinions.store.ts';
import { type OpinionAnswer, PASSING_CAUSES } from '../../core/second-opinion/second-opinion.ts';
import type { WorkerDeps } from '../deps.ts';
import { loadItem, runRow, type Settle } from '../run-row.ts';

/** What follows is not sent: no service needs more to tell abuse. */
const MAX_CHARACTERS = 8000;

/** Numbers of persons and accounts never leave the machine, whoever is asked. Half a character is none: strict readers refuse it. */
const toSend = (text: string): string => beginningOf(oneForm(maskPersonalData(text)), MAX_CHARACTERS);

function newEventOf(name: string, { revision }: OpinionRow, answer: OpinionAnswer): NewEvent {
  if (!answer.ok)
    return { type: 'second-opinion.failed', data: { name, version: '', revision, cause: answer.cause } };
  const { version, categories } = answer;
  return { type: 'second-opinion.given', data: { name, version, revision, categories } };
}

/** Row and item change together. */
const keep =
  (
    deps: WorkerDeps,
    claimed: OpinionRow,
    opinion: { name: string; answer: OpinionAnswer },
  ): Settle<OpinionRow> =>
  async (session) => {
    const { tenantId, itemId } = claimed;
    const { name, answer } = opinion;
    const set = { state: answer.ok ? ('done' as const) : ('failed' as const) };
    const item = await itemById(deps.db, { tenantId, id: itemId }, session);
    // an opinion on a text that was edited meanwhile says nothing of the new one
    if (item?.revision !== claimed.revision) return { set };
    const changed = await recordNewEvents(deps.db, item, {
      newEvents: [newEventOf(name, claimed, answer)],
      actor: { kind: 'machine', id: 'second-opinion' },
      at: deps.now(),
      session,
    });
    return { set, items: [changed] };
  };

/** The processor of `second-opinion`. Switched off meanwhile, the row waits. */
export function createSecondOpinion(deps: WorkerDeps): Processor {
  const { secondOpinion: source } = deps;
  if (source === null) return async () => undefined;
  return runRow(deps, {
    name: 'second-opinion',
    kind: OPINION_ROWS,
    load: (claimed) => loadItem(deps, claimed),
    gone: () => ({ set: { state: 'done' } }),
    giveUp: async () => ({ set: { state: 'failed' } }),
    async work({ claimed, item, isLast }) {
      // Nobody else is asked to read what is withheld here.
      const isNothing = item.revision !== claimed.revision || item.text.trim() === '' || isWithheld(item);
      if (isNothing) return { set: { state: 'done' } };
      const answer = await source.ask(toSend(item.text));
      if (!answer.ok && PASSING_CAUSES.has(answer.cause) && !isLast) return { set: {}, again: 'backoff' };
      return keep(deps, claimed, { name: source.name, answer });
    },
  });
}

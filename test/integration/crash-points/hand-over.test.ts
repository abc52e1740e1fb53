/** A hand-over is never lost, and never sent twice without saying so, whatever write its worker dies at. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { HandOverRoutes, HandOvers, putRoute } from '../../../core/records/hand-overs.store.ts';
import { type Crash, installCrash } from '../../support/crash.ts';
import { openRegistry } from '../../support/hand-over.ts';
import { spoken, suite } from '../../support/suite.ts';

const registry = openRegistry();
const s = suite({ handOver: registry.ports });
let crash: Crash;
const MAX_POINTS = 40;

async function reset(): Promise<void> {
  registry.mails.splice(0);
  registry.files.splice(0);
  registry.answer = null;
  s.world.queue.empty();
  await s.world.db.connection.collection(HandOvers.collectionName).deleteMany({ tenantId: 'main' });
}

async function route(kind: 'email' | 'folder'): Promise<void> {
  await s.world.db.connection.collection(HandOverRoutes.collectionName).deleteMany({ tenantId: 'main' });
  await putRoute(s.world.db, {
    tenantId: 'main',
    board: s.account.board,
    kind,
    settings: kind === 'email' ? { kind, to: 'registrator@exempel.se' } : { kind, folder: 'ks' },
    formats: ['evidence'],
    internal: false,
    language: 'sv',
    sealedSecret: null,
    updatedAt: s.world.clock.now(),
    updatedBy: { kind: 'person', id: 'p' },
  });
}

interface Left {
  readonly name: string;
  readonly text: string;
}
const left = (): Left[] => [
  ...registry.mails.map(({ messageId, text }) => ({ name: messageId, text })),
  ...registry.files.map(({ name, note }) => ({ name, text: note?.text ?? '' })),
];

/** One run with a kill at the `at`-th write of whoever hands over. False: there was no such write. */
async function killedAt(kind: 'email' | 'folder', at: number, moment: 'before' | 'after'): Promise<boolean> {
  await reset();
  await route(kind);
  const { id } = await spoken(s, `Idiot ${kind} ${at} ${moment}`);
  await s.api.act(id, { type: 'hide', reason: 'insult', axis: 'houseRule' });
  await s.world.settle();
  const asked = () => s.api.send('POST', `/api/items/${id}/hand-over`, {});
  crash.arm(at, moment);
  await asked().catch(() => undefined);
  await s.world.runQueue().catch(() => undefined);
  if (!crash.restart()) return false;
  s.world.queue.empty();
  // Whoever got no answer asks again.
  await asked();
  await s.world.settle();
  const rows = await HandOvers(s.world.db).find({ tenantId: 'main', itemId: id }).lean();
  const where = { kind, at, moment };
  expect({ ...where, states: rows.map(({ state }) => state) }).toEqual({ ...where, states: ['sent'] });
  const went = left();
  expect({ ...where, some: went.length > 0 }).toEqual({ ...where, some: true });
  // Each names every one that went before it.
  for (const [place, one] of went.entries())
    for (const earlier of went.slice(0, place))
      expect({ ...where, says: one.text.includes(earlier.name) }).toEqual({ ...where, says: true });
  expect(new Set(went.map(({ name }) => name)).size).toBe(went.length);
  const item = await s.api.item(id);
  expect({ ...where, shown: item.handOvers.map(({ state }) => state) }).toEqual({
    ...where,
    shown: ['sent'],
  });
  return true;
}

describe('a hand-over that is killed', () => {
  beforeEach(() => {
    crash ??= installCrash();
  });

  test.each([
    'email',
    'folder',
  ] as const)('By %s nothing is lost, and what is sent twice names what went before', async (kind) => {
    let points = 0;
    for (const moment of ['before', 'after'] as const)
      for (let at = 1; await killedAt(kind, at, moment); at++) {
        points += 1;
        if (at > MAX_POINTS) throw new Error('The hand-over does not end.');
      }
    expect(points).toBeGreaterThan(8);
  }, 240_000);
});

/** YouTube's looks against the simulated YouTube: what each stores, and what it costs. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { youtube } from '../../../connectors/youtube/connector.ts';
import type { Change, Fetched, KnownToUs, Listed, PollConnector } from '../../../core/actions/connector.ts';
import { startYoutube, type YoutubeServer } from '../../support/youtube-server.ts';

const poll = youtube.poll as PollConnector;
const START = Date.parse('2026-11-20T08:00:00Z');
let sim: YoutubeServer;
let now: number;
let cursor: string | null;
beforeEach(async () => {
  now = START;
  cursor = null;
  sim = await startYoutube({ now: () => now });
});
afterEach(() => sim.close());

const lineOf = (change: Change): string => {
  if (!('externalId' in change)) return change.type;
  const words = 'text' in change ? `: ${change.text}` : '';
  return `${change.type} ${change.kind}${words}`;
};
const raw = (known?: KnownToUs) => poll.poll(sim.access, cursor, known);
/** One look whose cursor is kept; what it told. */
async function look(known?: KnownToUs): Promise<string[]> {
  const answer = await raw(known);
  if (!answer.ok) throw new Error(answer.cause);
  cursor = answer.value.cursor;
  expect(cursor.length).toBeLessThanOrEqual(2000);
  return answer.value.bodies.flatMap((body) =>
    youtube.reader.parseDelivery(body).flatMap(({ accountExternalId, changes }) => {
      expect(accountExternalId).toBe(sim.access.externalId);
      return changes.map(({ change }) => lineOf(change));
    }),
  );
}
const later = (minutes = 1): void => {
  now += minutes * 60_000;
};
const downs = (...ids: string[]): KnownToUs => ({
  takenDownAmong: async (asked) => new Set(ids.filter((id) => asked.includes(id))),
});

describe('a look', () => {
  test('It tells what is new, then nothing, then an edit, then what vanished', async () => {
    const first = sim.speak({ text: 'Ett & <två>' });
    later();
    const second = sim.speak({ text: 'Två' });
    expect(await look()).toEqual(['added comment: Ett & <två>', 'added comment: Två']);
    const kept = cursor;
    expect(await look()).toEqual([]);
    expect(cursor).toBe(kept);
    later();
    sim.edit(first.id, 'Ett, rättat');
    expect(await look()).toEqual(['edited comment: Ett, rättat']);
    sim.remove(second.id);
    expect(await look()).toEqual(['removed comment']);
    expect(await look()).toEqual([]);
  });

  test('Made again from the same cursor it makes the same bodies; the same state in a later look makes others', async () => {
    const { id } = sim.speak({ text: 'Hej', moderation: 'heldForReview' });
    const twice = [await raw(), await raw()];
    expect(twice[0]).toEqual(twice[1]);
    expect(await look()).toEqual(['added comment: Hej', 'hidden comment']);
    const comment = sim.state.comments.get(id);
    if (comment === undefined) throw new Error('no comment');
    comment.moderation = 'published';
    expect(await look()).toEqual(['added comment: Hej', 'unhidden comment']);
    comment.moderation = 'heldForReview';
    const again = await raw();
    expect(again).not.toEqual(twice[0]);
    expect(await look()).toEqual(['added comment: Hej', 'hidden comment']);
    comment.moderation = 'likelySpam';
    expect(await look()).toEqual(['added comment: Hej', 'hidden comment']);
  });

  test('It costs a unit for each list, and one more only where something is to be looked after', async () => {
    sim.speak({ text: 'Ett' });
    await look();
    const before = sim.spent();
    await look();
    expect(sim.spent() - before).toBe(3);
    const answer = await raw();
    expect(answer).toMatchObject({ ok: true, value: { cost: 3 } });
  });

  test('More comments than a page, and than the cursor holds, are all told once', async () => {
    sim.speak({ text: 'Först' });
    await look();
    for (let n = 0; n < 230; n++) {
      later();
      sim.speak({ text: `Nr ${n}` });
    }
    expect(await look()).toHaveLength(230);
    expect(await look()).toEqual([]);
    later();
    sim.speak({ text: 'Sist' });
    expect(await look()).toEqual(['added comment: Sist']);
  });

  test('The first look leaves what is older than a month to the comparison', async () => {
    const old = sim.speak({ text: 'Gammal' });
    later(60 * 24 * 40);
    sim.speak({ text: 'Ny' });
    expect(await look()).toEqual(['added comment: Ny']);
    sim.remove(old.id);
    expect(await look()).toEqual([]);
  });

  test('A comment that shows late, between two that were seen, is not lost; nor is an edit that does', async () => {
    const hidden = sim.speak({ text: 'Mitt emellan', moderation: 'rejected' });
    const edited = sim.speak({ text: 'Före' });
    const at = edited.updatedAt;
    later();
    sim.speak({ text: 'Efter' });
    expect(await look()).toEqual(['added comment: Före', 'added comment: Efter']);
    Object.assign(hidden, { moderation: 'published' });
    Object.assign(edited, { text: 'Före, rättat', updatedAt: at + 5000 });
    expect((await look()).toSorted()).toEqual([
      'added comment: Mitt emellan',
      'edited comment: Före, rättat',
    ]);
  });
});

describe('answers', () => {
  test('One below an old thread is found, also beyond those that the thread brings along', async () => {
    const top = sim.speak({ text: 'Topp' });
    for (let n = 0; n < 7; n++) {
      later();
      sim.speak({ text: `Svar ${n}`, parentId: top.id });
    }
    for (let n = 0; n < 3; n++) sim.speak({ text: `Annat ${n}` });
    expect(await look()).toHaveLength(11);
    expect(await look()).toEqual([]);
    later();
    const answer = sim.speak({ text: 'Sent svar', parentId: top.id });
    expect(await look()).toEqual(['added comment: Sent svar']);
    expect(await look()).toEqual([]);
    sim.remove(answer.id);
    expect(await look()).toEqual(['removed comment']);
    expect(await look()).toEqual([]);
  });

  test('A held answer is found beside its public thread', async () => {
    const top = sim.speak({ text: 'Topp' });
    await look();
    later();
    sim.speak({ text: 'Fult svar', parentId: top.id, moderation: 'heldForReview' });
    expect(await look()).toEqual(['added comment: Fult svar', 'hidden comment']);
    expect(await look()).toEqual([]);
  });

  test('An answer knows its video, though lists of answers do not say', async () => {
    const top = sim.speak({ text: 'Topp' });
    for (let n = 0; n < 6; n++) sim.speak({ text: `Svar ${n}`, parentId: top.id });
    const answer = await raw();
    const changes = answer.ok
      ? answer.value.bodies
          .flatMap((body) => youtube.reader.parseDelivery(body))
          .flatMap((one) => one.changes)
      : [];
    expect(changes).toHaveLength(7);
    for (const { change } of changes) expect(change).toMatchObject({ postId: top.videoId });
  });
});

describe('what was taken down', () => {
  test('What we rejected is no removal, and when Studio lets it through it is public again', async () => {
    const { id } = sim.speak({ text: 'Fult' });
    await look();
    const comment = sim.state.comments.get(id);
    if (comment === undefined) throw new Error('no comment');
    comment.moderation = 'rejected';
    expect(await look(downs(id))).toEqual([]);
    comment.moderation = 'published';
    expect(await look(downs(id))).toEqual(['added comment: Fult', 'unhidden comment']);
  });

  test('What was held and then rejected by us is not taken for public, whatever its id answers', async () => {
    for (const rejectedById of [true, false]) {
      sim.faults.rejectedById = rejectedById;
      const comment = sim.speak({ text: 'Fult', moderation: 'heldForReview' });
      await look();
      Object.assign(comment, { moderation: 'rejected' });
      expect(await look(downs(comment.id))).toEqual([]);
    }
  });

  test('What was held and let through is public again, however far down it stands', async () => {
    sim.speak({ text: 'Länge hållen', moderation: 'heldForReview' });
    const [held] = [...sim.state.comments.values()];
    await look();
    for (let n = 0; n < 120; n++) {
      later();
      sim.speak({ text: `Nr ${n}` });
    }
    await look();
    Object.assign(held ?? {}, { moderation: 'published' });
    expect(await look()).toEqual(['added comment: Länge hållen', 'unhidden comment']);
    expect(await look()).toEqual([]);
  });
});

describe('what goes wrong', () => {
  test('A spent quota waits for its reset, a dead token and a missing right hold the account up', async () => {
    sim.speak({ text: 'Hej' });
    sim.faults.unitsPerDay = 0;
    expect(await raw()).toMatchObject({ ok: false, cause: 'throttled', afterMs: expect.any(Number) });
    sim.faults.unitsPerDay = 10_000;
    sim.faults.forbidden = true;
    expect(await raw()).toMatchObject({ ok: false, cause: 'permission-missing', cost: 2 });
    sim.faults.refreshDead = true;
    expect(await raw()).toMatchObject({ ok: false, cause: 'token-expired' });
  });

  test('Comments that are switched off are nothing to speak of', async () => {
    sim.faults.error = { reason: 'commentsDisabled', status: 403, on: 'read', times: 3 };
    expect(await look()).toEqual([]);
  });

  test('A cursor that cannot be read begins anew', async () => {
    sim.speak({ text: 'Hej' });
    cursor = 'sönder';
    expect(await look()).toEqual(['added comment: Hej']);
  });
});

describe('the comparison', () => {
  test('Every video that was commented on is gone through to its end, held comments too', async () => {
    const film = sim.addVideo('Ny film');
    const other = sim.addVideo('Annan film');
    const top = sim.speak({ text: 'Topp', videoId: film.id });
    for (let n = 0; n < 7; n++) sim.speak({ text: `Svar ${n}`, parentId: top.id });
    sim.speak({ text: 'Hållen', videoId: film.id, moderation: 'heldForReview' });
    later(60 * 24 * 40);
    sim.speak({ text: 'Ny', videoId: other.id });
    const since = new Date(START - 1000);
    const found = { ids: [] as string[], whole: [] as string[], bodies: 0 };
    let place: string | null = null;
    for (let page = 0; page < 20; page++) {
      const answer: Fetched<Listed> | undefined = await youtube.backfill.list?.(sim.access, {
        since,
        cursor: place,
      });
      if (!answer?.ok) throw new Error('the listing failed');
      found.ids.push(...answer.value.ids);
      found.whole.push(...answer.value.wholePosts);
      found.bodies += answer.value.bodies.length;
      place = answer.value.next;
      if (place === null) break;
    }
    expect(place).toBeNull();
    expect(new Set(found.ids)).toEqual(new Set(sim.state.comments.keys()));
    expect(found.whole.toSorted()).toEqual([film.id, other.id].toSorted());
  });
});

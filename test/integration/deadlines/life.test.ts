import { describe, expect, test } from '@jest/globals';
import { spoken, storedOf, suite } from '../../support/suite.ts';

const HOUR = 3_600_000;
const world = suite();
const { act } = {
  act: (id: string, request: Record<string, unknown>) => world.api.act(id, request),
};
const typesOf = async (externalId: string) =>
  (await storedOf(world, externalId)).events.map(({ type }) => type);
const deadlineOf = async (externalId: string) => {
  const { item } = await storedOf(world, externalId);
  if (item === null) throw new Error('No such item.');
  return item.deadline;
};

describe('waiting for the citizen', () => {
  test('Waiting pauses the clock, and a new comment of that person under the same post resumes it', async () => {
    const { id, externalId } = await spoken(world, 'När plogas det?', { author: 'Vera Väntar' });
    world.world.clock.advance(HOUR);
    const waited = await act(id, { type: 'wait' });
    expect(waited.status).toBe(202);
    expect(waited.body.item).toMatchObject({ status: 'waiting', deadline: { state: 'paused' } });
    const paused = await deadlineOf(externalId);
    world.world.clock.advance(2 * HOUR);
    await spoken(world, 'Hej hej', { author: 'Någon Annan' });
    expect((await deadlineOf(externalId)).state).toBe('paused');
    await spoken(world, 'Det gäller Storgatan', { author: 'Vera Väntar' });
    const after = await deadlineOf(externalId);
    expect(after.state).toBe('running');
    expect((after.dueAt ?? 0) - (paused.dueAt ?? 0)).toBe(2 * HOUR);
    expect(await world.api.item(id)).toMatchObject({ status: 'open' });
    expect((await typesOf(externalId)).slice(-4)).toEqual([
      'item.waiting',
      'deadline.paused',
      'item.reopened',
      'deadline.resumed',
    ]);
  });

  test('A person may end the waiting, and an answer ends it', async () => {
    const { id, externalId } = await spoken(world, 'Vart ringer jag?', { author: 'Ralf' });
    await act(id, { type: 'wait' });
    expect((await act(id, { type: 'wait' })).status).toBe(422);
    await act(id, { type: 'reopen' });
    expect((await deadlineOf(externalId)).state).toBe('running');
    await act(id, { type: 'wait' });
    await act(id, { type: 'reply', text: 'Ring växeln.' });
    await world.world.settle();
    expect(await world.api.item(id)).toMatchObject({ status: 'closed', deadline: { state: 'answered' } });
  });
});

describe('answered elsewhere', () => {
  test('An answer given elsewhere needs a sentence, which becomes a note; the event holds its id and no word of it', async () => {
    const { id, externalId } = await spoken(world, 'Vem svarar?');
    expect((await act(id, { type: 'close', reason: 'answered-elsewhere' })).status).toBe(422);
    const note = 'Ringde personen kl 10.';
    expect((await act(id, { type: 'close', reason: 'answered-elsewhere', note })).status).toBe(202);
    const { notes, item } = await world.api.detail(id);
    expect(item).toMatchObject({ status: 'closed', deadline: { state: 'answered' } });
    expect(notes).toMatchObject([{ text: note }]);
    const { events } = await storedOf(world, externalId);
    const closed = events.find(({ type }) => type === 'item.closed');
    expect(closed?.data).toEqual({ reason: 'answered-elsewhere', noteId: notes[0]?.id });
    expect(JSON.stringify(events)).not.toContain('Ringde');
  });
});

describe('the statistics', () => {
  test('An item is moved out and back; its clock goes on', async () => {
    const { id, externalId } = await spoken(world, 'Tack!');
    expect((await act(id, { type: 'count', counts: true })).status).toBe(422);
    await act(id, { type: 'count', counts: false });
    expect(await deadlineOf(externalId)).toMatchObject({
      state: 'running',
      counts: false,
      nextAlarmAt: null,
    });
    await act(id, { type: 'count', counts: true });
    const back = await deadlineOf(externalId);
    expect(back).toMatchObject({ state: 'running', counts: true });
    expect(back.nextAlarmAt).not.toBeNull();
  });
});

describe('removals', () => {
  const removal = { reason: 'insult', axis: 'houseRule' };

  test('An abusive comment that also asks stays open when an answer is still owed', async () => {
    const { id, externalId } = await spoken(world, 'Era idioter, när öppnar simhallen?');
    expect((await act(id, { type: 'hide', ...removal, answerOwed: true })).status).toBe(202);
    await world.world.settle();
    expect(await world.api.item(id)).toMatchObject({
      status: 'open',
      visibility: 'hidden',
      deadline: { state: 'running' },
    });
    const confirmed = await act(id, { type: 'confirm' });
    expect(confirmed.body.item).toMatchObject({ status: 'closed', deadline: { state: 'closed' } });
    expect(await typesOf(externalId)).toContain('removal.confirmed');
  });

  test('The same holds for a delete, also when the platform tells of it', async () => {
    const { id, externalId } = await spoken(world, 'Skitkommun, vad kostar kortet?');
    await act(id, { type: 'delete', ...removal, answerOwed: true });
    await world.world.settle();
    expect(await world.api.item(id)).toMatchObject({ status: 'open', visibility: 'removed' });
    expect((await deadlineOf(externalId)).state).toBe('running');
  });

  test('A person’s hide stops the clock where no answer is owed', async () => {
    const { id } = await spoken(world, 'Era idioter!');
    await act(id, { type: 'hide', ...removal });
    await world.world.settle();
    expect(await world.api.item(id)).toMatchObject({ status: 'closed', deadline: { state: 'closed' } });
  });

  test('An item that is public cannot be confirmed as removed', async () => {
    const { id } = await spoken(world, 'Fin bild');
    expect((await act(id, { type: 'confirm' })).status).toBe(422);
  });
});

describe('one reply to several questions', () => {
  test('A reply closes the person’s other open questions in the thread when it is done, and no others', async () => {
    const first = await spoken(world, 'När öppnar biblioteket?', { author: 'Frida Frågar' });
    const second = await spoken(world, 'Och när stänger det?', { author: 'Frida Frågar' });
    const other = await spoken(world, 'Jag med!', { author: 'Olle Annan' });
    const refused = await act(first.id, { type: 'reply', text: 'Nio.', alsoCloses: [first.id] });
    expect(refused.status).toBe(422);
    await act(first.id, { type: 'reply', text: 'Nio till sex.', alsoCloses: [second.id] });
    expect(await world.api.item(second.id)).toMatchObject({ status: 'open' });
    await world.world.settle();
    for (const { id } of [first, second])
      expect(await world.api.item(id)).toMatchObject({ status: 'closed', deadline: { state: 'answered' } });
    expect(await world.api.item(other.id)).toMatchObject({ status: 'open' });
    const { events } = await storedOf(world, second.externalId);
    expect(events.at(-1)).toMatchObject({ type: 'item.closed', data: { answeredWith: first.id } });
  });
});

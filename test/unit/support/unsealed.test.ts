/** The check of the crash points can fail: made-up stores in which a removal went out without its own seal. */
import { describe, expect, test } from '@jest/globals';
import { derivedId } from '../../../core/kernel/ids.ts';
import { unsealedRemovals } from '../../support/unsealed.ts';

const at = (second: number): string => `2026-03-02T09:00:0${second}.000Z`;

const items = [
  { _id: 'item-1', externalId: '555_1' },
  { _id: 'item-2', externalId: '555_2' },
];

/** Sent at second `sent`, ended in the same; sealed just before unless `sealed` says otherwise. */
function done(id: string, sent: number, more: Record<string, unknown> = {}) {
  const moments = { createdAt: at(0), sentAt: at(sent), finishedAt: at(sent) };
  return {
    _id: id,
    itemId: 'item-1',
    type: 'hide',
    captureId: derivedId(id, 'capture'),
    ...moments,
    ...more,
  };
}

const sealOf = (id: string, second: number, itemId = 'item-1') => ({
  _id: derivedId(id, 'capture'),
  itemId,
  sealedAt: at(second),
});

const hidden = (second: number, targetId = '555_1') => ({ type: 'hide' as const, targetId, at: at(second) });

describe('the check for unsealed removals', () => {
  test('A removal after the seal of its own action passes', () => {
    const store = { items, actions: [done('a', 1)], captures: [sealOf('a', 1)] };
    expect(unsealedRemovals([hidden(1)], store)).toEqual([]);
  });

  test('A removal still under way passes, once its action is sealed', () => {
    const actions = [done('a', 1, { finishedAt: null })];
    expect(unsealedRemovals([hidden(2)], { items, actions, captures: [sealOf('a', 1)] })).toEqual([]);
  });

  test('A seal of an earlier act on the same item does not satisfy a second removal', () => {
    const actions = [done('a', 1), done('b', 3, { captureId: null })];
    const store = { items, actions, captures: [sealOf('a', 1)] };
    expect(unsealedRemovals([hidden(1), hidden(3)], store)).toEqual(['hide 555_1']);
  });

  test('An action that names the seal of an earlier act is unsealed', () => {
    const actions = [done('a', 1), done('b', 3, { captureId: derivedId('a', 'capture') })];
    const store = { items, actions, captures: [sealOf('a', 1)] };
    expect(unsealedRemovals([hidden(3)], store)).toEqual(['hide 555_1']);
  });

  test('A seal of another item does not satisfy a removal', () => {
    const actions = [done('a', 1), done('b', 1, { itemId: 'item-2', captureId: null })];
    const store = { items, actions, captures: [sealOf('a', 1)] };
    expect(unsealedRemovals([hidden(1), hidden(1, '555_2')], store)).toEqual(['hide 555_2']);
  });

  test('A record that holds another item is no seal of this one', () => {
    const store = { items, actions: [done('a', 1)], captures: [sealOf('a', 1, 'item-2')] };
    expect(unsealedRemovals([hidden(1)], store)).toEqual(['hide 555_1']);
  });

  test('A seal that came after the call came too late', () => {
    const store = { items, actions: [done('a', 1, { finishedAt: null })], captures: [sealOf('a', 2)] };
    expect(unsealedRemovals([hidden(1)], store)).toEqual(['hide 555_1']);
  });

  test('A removal that the store knows no action for is unsealed, whatever else is sealed', () => {
    const other = { items, actions: [done('a', 1, { type: 'delete' })], captures: [sealOf('a', 1)] };
    expect(unsealedRemovals([hidden(1)], other)).toEqual(['hide 555_1']);
    expect(unsealedRemovals([hidden(1)], {})).toEqual(['hide 555_1']);
  });

  test('What takes nothing away needs no seal', () => {
    expect(unsealedRemovals([{ type: 'unhide', targetId: '555_1', at: at(1) }], {})).toEqual([]);
  });
});

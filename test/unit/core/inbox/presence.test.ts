import { expect, test } from '@jest/globals';
import {
  NOBODY,
  type PresenceChange,
  peopleAt,
  SILENT_MS,
  withoutSilent,
  withPresence,
} from '../../../../core/inbox/presence.ts';

const item = { tenantId: 'main', itemId: 'i1' };
const told = (name: string, change: Partial<PresenceChange> = {}): PresenceChange => ({
  ...item,
  accountId: 'a',
  connection: name,
  person: { id: name, name },
  doing: 'view',
  takesOver: false,
  at: 0,
  ...change,
});
const stateOf = (...changes: PresenceChange[]) => changes.reduce(withPresence, NOBODY);
const at = (...changes: PresenceChange[]) =>
  peopleAt(stateOf(...changes), item).map(({ id, doing, holds }) => `${id} ${doing}${holds ? ' holds' : ''}`);

test('The answer is of whoever began to write first, until another takes it over', () => {
  const eva = told('eva', { doing: 'write', at: 1 });
  const omar = told('omar', { doing: 'write', at: 2 });
  expect(at(eva, omar)).toEqual(['eva write holds', 'omar write']);
  expect(at(eva, omar, { ...omar, takesOver: true, at: 3 })).toEqual(['omar write holds', 'eva write']);
  expect(at(eva, omar, { ...omar, takesOver: true, at: 3 }, { ...omar, at: 13 }, { ...eva, at: 14 })).toEqual(
    ['omar write holds', 'eva write'],
  );
  expect(at(eva, omar, { ...eva, doing: null, at: 4 })).toEqual(['omar write holds']);
});

test('A person with two windows is one person, who writes where one of them does', () => {
  const other = { connection: 'eva-2', person: { id: 'eva', name: 'eva' } };
  expect(at(told('eva'), told('eva', { ...other, doing: 'write', at: 1 }))).toEqual(['eva write holds']);
});

test('A window at another item, of another municipality or silent for long is not here', () => {
  expect(at(told('eva', { itemId: 'i2' }), told('omar', { tenantId: 'other' }))).toEqual([]);
  const silent = stateOf(told('eva'), told('omar', { at: 10_000 }));
  expect(peopleAt(withoutSilent(silent, SILENT_MS), item).map(({ id }) => id)).toEqual(['omar']);
  expect(withoutSilent(silent, 1)).toBe(silent);
});

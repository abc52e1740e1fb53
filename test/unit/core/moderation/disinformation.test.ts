import type { Action } from '../../../../core/actions/action.ts';
import type { Actor } from '../../../../core/kernel/roles.ts';
import {
  awaitsConsent,
  consentTo,
  needsConsent,
  refuted,
} from '../../../../core/moderation/disinformation.ts';

const claim = { claim: 'a', correction: 'b', source: 'c' };
const eva: Actor = { kind: 'person', id: 'eva' };
const bo: Actor = { kind: 'person', id: 'bo' };
const text = { revision: 2, text: 'Så här är det', attachments: [] };
const waiting = {
  _id: '1',
  type: 'hide',
  state: 'blocked',
  cause: 'second-person',
  actor: eva,
  ...text,
} as unknown as Action;

test('Only disinformation needs a claim and a second person', () => {
  expect(needsConsent({ reason: 'disinformation' })).toBe(true);
  expect(needsConsent({ reason: 'insult' })).toBe(false);
  expect(needsConsent(null)).toBe(false);
  expect(refuted('insult', claim)).toBeNull();
  expect(refuted('disinformation', claim)).toBe(claim);
  expect(() => refuted('disinformation', undefined)).toThrow(/claim/u);
});

test('The second person is somebody else, and a person', () => {
  expect(consentTo(waiting, bo, text).map(({ type }) => type)).toEqual([
    'removal.consented',
    'action.requested',
  ]);
  expect(() => consentTo(waiting, eva, text)).toThrow(/Somebody else/u);
  expect(() => consentTo(waiting, { kind: 'token', id: 'key' }, text)).toThrow(/person/u);
});

test('The second person agrees to the very text that was asked about', () => {
  expect(() => consentTo(waiting, bo, { ...text, revision: 3 })).toThrow(/edited/u);
  const { revision: _unknown, ...unnumbered } = waiting;
  expect(() => consentTo(unnumbered, bo, text)).toThrow(/edited/u);
});

test('An action that is blocked for another cause waits for nobody', () => {
  const other = { ...waiting, cause: 'no-token' } as Action;
  expect(awaitsConsent(other)).toBe(false);
  expect(() => consentTo(other, bo, text)).toThrow(/Nothing waits/u);
});

import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../../../core/inbox/item.ts';
import { type HandOverTry, nextFileName, nextMessageId } from '../../../../core/records/hand-over.ts';
import { answered, stateEvents } from '../../../../core/records/hand-over-commands.ts';
import { handOverId } from '../../../../core/records/hand-over-ids.ts';
import {
  type HandOverRoute,
  proveRoute,
  type RouteSettings,
} from '../../../../core/records/hand-over-route.ts';
import { mayBeSecret, mayBeSecretItem } from '../../../../core/records/secret.ts';
import { evidencePackage } from '../../../support/evidence-package.ts';

const AT = new Date('2026-03-02T09:00:00.000Z');
const tried = (number: number, outcome: HandOverTry['outcome']): HandOverTry => ({
  number,
  name: `try-${number}`,
  startedAt: AT,
  endedAt: AT,
  outcome,
  cause: null,
});
const ID = 'abcdef0123456789abcdef0123456789';

describe('the name of a try', () => {
  test('Each try has a name of its own, the same every time', () => {
    const named = { id: ID, tries: [], isTest: false };
    expect(nextFileName(named)).toBe('uppsikt-abcdef012345-1');
    expect(nextFileName({ ...named, tries: [tried(1, 'not-sent')] })).toBe('uppsikt-abcdef012345-2');
    expect(nextFileName({ ...named, isTest: true })).toBe('uppsikt-test-abcdef012345-1');
    expect(nextMessageId(named, 'uppsikt.exempel.se')).toBe('<hand-over-abcdef012345-1@uppsikt.exempel.se>');
  });

  test('A file that may repeat another says which in its name', () => {
    const tries = [tried(1, 'unknown'), tried(2, 'not-sent'), tried(3, 'unknown')];
    expect(nextFileName({ id: ID, tries, isTest: false })).toBe('uppsikt-abcdef012345-4-may-repeat-1-3');
  });

  test('The same capture for the same board is the same hand-over, until one came to nothing', () => {
    const key = { tenantId: 'main', captureId: 'c', board: 'KS' };
    expect(handOverId(key, 0)).toBe(handOverId({ ...key }, 0));
    const ids = [handOverId(key, 0), handOverId(key, 1), handOverId({ ...key, board: 'BUN' }, 0)];
    expect(new Set(ids).size).toBe(3);
  });
});

const route = (settings: RouteSettings, more: Partial<HandOverRoute> = {}): HandOverRoute => ({
  board: 'Kommunstyrelsen',
  settings,
  formats: ['evidence'],
  internal: false,
  language: 'sv',
  ...more,
});
const sftp = (more: object = {}): RouteSettings => ({
  kind: 'sftp',
  host: 'arkiv.exempel.se',
  port: 22,
  user: 'uppsikt',
  folder: '/in',
  hostKey: null,
  ...more,
});

describe('a route is proven when it is set', () => {
  test('A route that can work passes', () => {
    const fingerprint = `SHA256:${'a'.repeat(42)}/`;
    for (const settings of [
      { kind: 'email', to: 'registrator@exempel.se' } as const,
      { kind: 'folder', folder: 'ks/in' } as const,
      sftp(),
      sftp({ host: '10.0.0.7', hostKey: fingerprint }),
      sftp({ host: '[2001:db8::1]' }),
    ])
      expect(() => proveRoute(route(settings))).not.toThrow();
  });

  test('An address that is none, or two, or a header, is refused', () => {
    for (const to of [
      'registrator',
      'a@b',
      'a@x.se, b@x.se',
      'a@x.se\r\nBcc: c@x.se',
      'A <a@x.se>',
      'å@x.se',
    ])
      expect([to, refusalOf(route({ kind: 'email', to }))]).toEqual([to, 422]);
  });

  test('A folder that leads out of the operator’s is refused', () => {
    for (const folder of ['/etc', '..', 'a/../../b', './a', 'a//b', 'a\\b', 'a\u0000b', 'a/', ''])
      expect([folder, refusalOf(route({ kind: 'folder', folder }))]).toEqual([folder, 422]);
  });

  test('A machine that is none and a fingerprint that is none are refused', () => {
    for (const more of [
      { host: 'a b' },
      { host: '' },
      { user: '' },
      { hostKey: 'SHA256:x' },
      { hostKey: 'md5' },
    ])
      expect([more, refusalOf(route(sftp(more)))]).toEqual([more, 422]);
  });

  test('A folder takes one form, a letter several, each once', () => {
    const formats = ['pdf', 'evidence'] as const;
    expect(refusalOf(route({ kind: 'folder', folder: 'in' }, { formats }))).toBe(422);
    expect(refusalOf(route({ kind: 'email', to: 'a@x.se' }, { formats }))).toBeNull();
    expect(refusalOf(route({ kind: 'email', to: 'a@x.se' }, { formats: [] }))).toBe(422);
    expect(refusalOf(route({ kind: 'email', to: 'a@x.se' }, { formats: ['pdf', 'pdf'] }))).toBe(422);
  });
});

function refusalOf(wanted: HandOverRoute): number | null {
  try {
    proveRoute(wanted);
    return null;
  } catch (error) {
    return (error as { status: number }).status;
  }
}

describe('what may be secret', () => {
  const verdict = { category: 'secrecy', level: 'suspect' } as Item['verdicts'][number];
  const finding = { category: 'secrecy', level: 'strong', score: 1, spans: [], signals: [] } as const;
  const removal = { type: 'hide', reason: 'insult', axis: 'houseRule', houseRules: null } as const;

  test('A proposed mark, a removal for secrecy and a finding each make it secret', () => {
    const plain = { secrecy: null, removal, findings: [] };
    expect(mayBeSecret(evidencePackage(plain))).toBe(false);
    expect(mayBeSecret(evidencePackage({ ...plain, secrecy: { provision: '21 kap. 1 §' } }))).toBe(true);
    expect(mayBeSecret(evidencePackage({ ...plain, removal: { ...removal, axis: 'secrecy' } }))).toBe(true);
    expect(mayBeSecret(evidencePackage({ ...plain, findings: [finding] }))).toBe(true);
    expect(mayBeSecretItem({ verdicts: [verdict] })).toBe(true);
    expect(mayBeSecretItem({ verdicts: [{ ...verdict, level: 'none' }] })).toBe(false);
  });
});

describe('what an answer does to the item', () => {
  const item = { recordsOutcome: null, recordsReference: null, handOvers: [] } as unknown as Item;
  const receipt = {
    state: 'received',
    reference: 'KS 2026/1',
    reason: null,
    at: AT,
    source: 'file',
  } as const;
  const types = (of: ReturnType<typeof answered>) => of.newEvents.map(({ type }) => type);

  test('A number decides the item as registered and stands on it, in no event', () => {
    const told = answered(item, 'h', receipt);
    expect(types(told)).toEqual(['records.decided', 'hand-over.changed']);
    expect(told.typed).toEqual({ recordsReference: 'KS 2026/1' });
    expect(JSON.stringify(told.newEvents)).not.toContain('KS 2026/1');
  });

  test('What a person typed stays; what a person types now takes its place', () => {
    const decided = { ...item, recordsOutcome: 'registered', recordsReference: 'KS 2026/9' } as Item;
    expect(answered(decided, 'h', receipt).typed).toEqual({ recordsReference: 'KS 2026/9' });
    const typed = { ...receipt, source: 'person' } as const;
    expect(answered(decided, 'h', typed).typed).toEqual({ recordsReference: 'KS 2026/1' });
    expect(types(answered(decided, 'h', receipt))).toEqual(['hand-over.changed']);
  });

  test('A refusal decides nothing', () => {
    const told = answered(item, 'h', { ...receipt, state: 'refused', reference: null, reason: 'Trasig' });
    expect(told).toEqual({
      newEvents: [
        { type: 'hand-over.changed', data: { handOverId: 'h', state: 'refused', cause: 'receiver-refused' } },
      ],
      typed: {},
    });
  });

  test('Ten tries that come to nothing are no ten lines of history', () => {
    const known = { ...item, handOvers: [{ id: 'h', captureId: 'c', state: 'queued', at: '' }] } as Item;
    expect(stateEvents(known, { id: 'h', state: 'queued', cause: 'unreachable' })).toEqual([]);
    expect(stateEvents(known, { id: 'h', state: 'sent', cause: null })).toHaveLength(1);
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Account } from '../../../../core/accounts/account.ts';
import type { Upserted } from '../../../../core/actions/connector.ts';
import type { Delivery } from '../../../../core/inbox/deliveries.store.ts';
import type { Assessment } from '../../../../core/moderation/assessment.ts';
import type { WorkerDeps } from '../../../../workers/deps.ts';
import type { Batch, BatchChange } from '../../../../workers/ingest/batch.ts';
import { classify } from '../../../../workers/ingest/classify.ts';
import { mergeComments } from '../../../../workers/ingest/merge-comments.ts';
import { IN_TRANSACTION, ON_ARRIVAL } from '../../../../workers/ingest/pipeline.ts';
import { startingWith } from '../../../../workers/ingest/steps.ts';

const none = {} as WorkerDeps;

describe('the steps', () => {
  test('Ingest runs its steps in the order in which they are listed', () => {
    expect([...ON_ARRIVAL.names, ...IN_TRANSACTION.names]).toEqual([
      'read',
      'countNearDuplicates',
      'split',
      'loadKnown',
      'mergeComments',
      'classify',
      'apply',
      'askForMachineHides',
      'askForContext',
      'askForImageScans',
      'askForSecondOpinions',
      'askForTexts',
      'write',
      'recordUnreadable',
      'finish',
    ]);
  });
  const count = (_deps: WorkerDeps, { text }: { text: string }) => ({ length: text.length });
  const double = async (_deps: WorkerDeps, { length }: { length: number }) => ({ length: 2 * length });
  const look = async (): Promise<void> => undefined;

  test('A step sees what those before it found, and may put something in its place', async () => {
    const steps = startingWith<{ text: string }>()([count, double, look, double]);
    expect(await steps.run(none, { text: 'hej' })).toEqual({ text: 'hej', length: 12 });
  });
  test('A step that needs what no step before it has found does not compile', () => {
    // @ts-expect-error `double` needs a length, which `count` finds only after it.
    expect(startingWith<{ text: string }>()([double, count]).names).toEqual(['double', 'count']);
  });
});

describe('classifying', () => {
  const account = { _id: 'a', tenantId: 't', platform: 'facebook' } as Account;
  const delivery = { _id: 'd', receivedAt: new Date(0) } as Delivery;
  const read = (text: string, at: number, more: Partial<Upserted> = {}): BatchChange => ({
    account,
    delivery,
    sentAt: null,
    commentId: 'c',
    change: {
      type: 'added',
      kind: 'comment',
      externalId: '1',
      parentId: null,
      postId: null,
      permalink: null,
      author: { id: 'ada', name: null },
      own: false,
      attachments: [],
      text,
      at: new Date(at),
      ...more,
    },
  });

  /** The texts that were classified, in order, with what was told beside them. */
  function classifiedTexts(changes: readonly BatchChange[]) {
    const asked: unknown[] = [];
    const assess: WorkerDeps['assess'] = (_account, text, facts) => {
      asked.push([text, facts]);
      return { classification: null, decision: 'flag', policyVersion: 'none' } satisfies Assessment;
    };
    const part: Batch = { deliveries: [delivery], changes, unknown: [], waitingFor: new Map() };
    const known = { comments: [], items: [], around: [], ourReplies: [], moved: new Map() };
    const { merged } = mergeComments(none, { part, known });
    classify({ assess }, { merged, nearDuplicates: new Map([[changes[0] as BatchChange, 3]]) });
    return asked;
  }

  test('Each text that stands is classified once, with its author and its near-duplicates', () => {
    expect(
      classifiedTexts([read('Hej', 1), read('Hej', 1), read('Hej då', 2, { type: 'edited', author: null })]),
    ).toEqual([
      ['Hej', { authorId: 'ada', nearDuplicates: 3 }],
      ['Hej då', { authorId: null, nearDuplicates: 0 }],
    ]);
  });
  test('A text that comes after its edit, and what the account itself wrote, are not classified', () => {
    const late = classifiedTexts([read('Hej då', 2, { type: 'edited' }), read('Hej', 1)]);
    expect(late).toEqual([['Hej då', { authorId: 'ada', nearDuplicates: 3 }]]);
    expect(classifiedTexts([read('Vi svarar.', 1, { own: true })])).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Account } from '../../../../core/accounts/account.ts';
import type { Upserted } from '../../../../core/actions/connector.ts';
import type { Comment } from '../../../../core/inbox/comment.ts';
import { type ChangeOrigin, type CommentChange, mergeChange } from '../../../../core/inbox/comment-change.ts';

const minute = (at: number): Date => new Date(Date.UTC(2026, 2, 2, 8, at));
const origin: ChangeOrigin = {
  account: { _id: 'a', tenantId: 't', platform: 'facebook' } as Account,
  deliveryId: 'd',
  receivedAt: minute(30),
  sentAt: minute(29),
};
const node = { kind: 'comment', externalId: '1', parentId: 'p', postId: 'p' } as const;
const text = (words: string, at: Date | null, more: Partial<Upserted> = {}): Upserted => ({
  ...node,
  type: 'added',
  permalink: null,
  author: { id: 'u', name: 'Ada' },
  own: false,
  attachments: [],
  text: words,
  at,
  ...more,
});

/** The changes one after the other, as the pipeline merges them. */
function merged(...changes: Parameters<typeof mergeChange>[1][]): CommentChange[] {
  let comment: Comment | null = null;
  let hasItem = false;
  return changes.map((change) => {
    const result: CommentChange = mergeChange({ comment, hasItem }, change, origin);
    comment = result.comment;
    hasItem ||= result.kind === 'first-text';
    return result;
  });
}
const kinds = (...changes: Parameters<typeof merged>): string[] => merged(...changes).map(({ kind }) => kind);

describe('a text', () => {
  test('The first text and every newer one stand; the same again does not', () => {
    const first = text('Hej', minute(1));
    const edit = text('Hej då', minute(2), { type: 'edited' });
    expect(kinds(first, first, edit, edit)).toEqual(['first-text', 'same-text', 'new-text', 'same-text']);
  });
  test('A text that comes after its own edit takes its place behind it', () => {
    const [, late] = merged(text('Hej då', minute(2), { type: 'edited' }), text('Hej', minute(1)));
    expect(late).toMatchObject({ kind: 'older-text', revision: { text: 'Hej', at: minute(1) } });
    expect(late?.comment.revisions.map((revision) => revision.text)).toEqual(['Hej då', 'Hej']);
  });
  test('The first text of a comment that was hidden before it came makes its item', () => {
    expect(kinds({ ...node, type: 'hidden', at: minute(1) }, text('Hej', minute(0)))).toEqual([
      'visibility',
      'first-text',
    ]);
  });
  test('What the account itself wrote is no text for its inbox', () => {
    expect(kinds(text('Vi svarar.', minute(1), { own: true }))).toEqual(['own-text']);
  });
  test('A name that was withheld is filled in, and a known one is never overwritten', () => {
    const [, filled, kept] = merged(
      text('Hej', minute(1), { author: null }),
      text('Hej', minute(1)),
      text('Hej', minute(1), { author: { id: 'u', name: 'Beda' } }),
    );
    expect(filled).toMatchObject({ kind: 'same-text', comment: { author: { name: 'Ada' } } });
    expect(kept?.comment).toBe(filled?.comment);
  });
  test('Without a time of the platform the time of sending counts', () => {
    expect(merged(text('Hej', null))[0]?.comment.revisions[0]?.at).toEqual(minute(29));
  });
});

describe('when a removal happened', () => {
  const gone = (at: Date | null, by: string | null = 'u') => ({ ...node, type: 'removed', at, by }) as const;
  const last = (...changes: Parameters<typeof merged>) => merged(...changes).at(-1)?.comment;

  test('A removal counts from the platform’s time for it, however late its webhook was sent', () => {
    expect(last(text('Hej', minute(1)), gone(minute(4)))).toMatchObject({
      removedAt: minute(4),
      removedBy: 'u',
    });
  });
  test('Without a time of the platform, or with the comment’s own, a removal counts from its sending', () => {
    for (const at of [null, minute(1)])
      expect(last(text('Hej', minute(1)), gone(at))?.removedAt).toEqual(minute(29));
  });
  test('A removal that came before its comment ends with the same time as one that came after', () => {
    for (const at of [minute(1), minute(4)]) {
      const [inOrder, turned] = [
        last(text('Hej', minute(1)), gone(at)),
        last(gone(at), text('Hej', minute(1))),
      ];
      expect([turned?.removedAt, turned?.visibilityAt]).toEqual([inOrder?.removedAt, inOrder?.visibilityAt]);
    }
  });
});

describe('visibility', () => {
  test('A removal is final, and an older hide never undoes a newer unhide', () => {
    const shown = { ...node, type: 'unhidden', at: minute(5) } as const;
    const hidden = { ...node, type: 'hidden', at: minute(4) } as const;
    const removed = { ...node, type: 'removed', at: minute(6) } as const;
    const [, afterHide] = merged(shown, hidden);
    expect(afterHide?.comment).toBe(afterHide?.before);
    const [, afterShown] = merged(removed, { ...shown, at: minute(7) });
    expect(afterShown?.comment).toBe(afterShown?.before);
    expect(afterShown?.comment.visibility).toBe('removed');
  });
});

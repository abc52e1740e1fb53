/** Texts that stand in rows of their own are as known as those in the comment itself. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Account } from '../../../../core/accounts/account.ts';
import type { Upserted } from '../../../../core/actions/connector.ts';
import { type Comment, currentRevision, publishedAt, revisionCount } from '../../../../core/inbox/comment.ts';
import { type ChangeOrigin, mergeChange, timeOf } from '../../../../core/inbox/comment-change.ts';
import {
  EMBEDDED_REVISIONS,
  EMBEDDED_TEXT,
  MAX_REVISION_TEXT,
  MAX_REVISION_TEXTS,
  moveRevisions,
  type NumberedRevision,
  numbered,
  revisionOrder,
} from '../../../../core/inbox/revisions.ts';

const origin: ChangeOrigin = {
  account: { _id: 'a', tenantId: 't', platform: 'facebook' } as Account,
  deliveryId: 'd',
  receivedAt: new Date(Date.UTC(2026, 2, 2, 12)),
  sentAt: null,
};
const said = (second: number, text: string, type: Upserted['type'] = 'edited'): Upserted => ({
  ...{ kind: 'comment', externalId: '1', parentId: 'p', postId: 'p', permalink: null, own: false },
  ...{ type, author: { id: 'u', name: 'Ada' }, attachments: [], text },
  at: new Date(Date.UTC(2026, 2, 2, 8, 0, second)),
});

/** The rows beside a change, as the store finds them. */
function beside(rows: readonly NumberedRevision[], change: Upserted): NumberedRevision[] {
  const order = revisionOrder({ at: timeOf(change, origin), edited: change.type === 'edited' });
  const sorted = rows.toSorted((a, b) => revisionOrder(a) - revisionOrder(b) || a.number - b.number);
  const after = sorted.findIndex((row) => revisionOrder(row) > order);
  const place = after < 0 ? sorted.length : after;
  return sorted.slice(Math.max(0, place - 1), place + 1).sort((a, b) => a.number - b.number);
}

/** The changes in parts; `moves`: what a comment is too full for leaves it at the end of each. */
function stored(parts: readonly (readonly Upserted[])[], moves: boolean) {
  let comment: Comment | null = null;
  const rows: NumberedRevision[] = [];
  const kinds: string[] = [];
  for (const part of parts) {
    const moved = new Map(part.map((change) => [change, moves ? beside(rows, change) : []]));
    const known = [...new Map([...moved.values()].flat().map((row) => [row.number, row])).values()];
    known.sort((a, b) => a.number - b.number);
    for (const change of part) {
      const merged = mergeChange({ comment, hasItem: comment !== null, moved: known }, change, origin);
      kinds.push(merged.kind);
      comment = merged.comment;
    }
    if (!moves || comment === null) continue;
    const left = moveRevisions(comment);
    comment = left.comment;
    rows.push(...left.rows);
  }
  if (comment === null) throw new Error('nothing was said');
  return { comment: comment as Comment, rows, kinds };
}

const historyOf = ({ comment, rows }: ReturnType<typeof stored>) =>
  [...rows, ...numbered(comment)]
    .sort((a, b) => a.number - b.number)
    .map(({ number, at, edited, sha256 }) => ({ number, at, edited, sha256 }));

describe('texts that have left their comment', () => {
  test('In whatever order and parts texts come, the same ones are new as in a list that is whole', () => {
    const change = fc
      .tuple(fc.nat(25), fc.constantFrom('ja', 'nej', 'kanske'), fc.constantFrom('added', 'edited'))
      .map(([second, text, type]) => said(second, text, type as Upserted['type']));
    const parts = fc.array(fc.array(change, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(parts, (given) => {
        const whole = stored(given, false);
        const apart = stored(given, true);
        expect(apart.kinds).toEqual(whole.kinds);
        expect(historyOf(apart)).toEqual(historyOf(whole));
        expect(revisionCount(apart.comment)).toBe(whole.comment.revisions.length);
        expect(publishedAt(apart.comment.revisions)).toEqual(publishedAt(whole.comment.revisions));
        expect(currentRevision(apart.comment.revisions)).toMatchObject(
          currentRevision(whole.comment.revisions) as object,
        );
        expect(apart.comment.revisions.length).toBeLessThanOrEqual(EMBEDDED_REVISIONS + 2);
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  test('A comment that is edited like others keeps all in its own document', () => {
    const { comment, rows } = stored([Array.from({ length: 10 }, (_, n) => said(n, `text ${n}`))], true);
    expect(rows).toEqual([]);
    expect(comment.moved).toBeUndefined();
    expect(comment.revisions.every((revision) => !('number' in revision))).toBe(true);
  });

  test('Rows keep their text up to a bound of number and of length, and beyond it their hash', () => {
    const often = stored([Array.from({ length: 2000 }, (_, n) => said(n, `text ${n}`))], true);
    expect(often.rows.filter(({ textLeftOut }) => !textLeftOut)).toHaveLength(MAX_REVISION_TEXTS);
    expect(often.rows.at(-1)).toMatchObject({ text: '', attachments: [], textLeftOut: true });
    const long = stored([Array.from({ length: 200 }, (_, n) => said(n, `${n}`.padEnd(9000, 'å')))], true);
    const lengthOf = (revisions: readonly { text: string }[]) =>
      revisions.reduce((sum, { text }) => sum + text.length, 0);
    expect(lengthOf(long.rows)).toBeLessThanOrEqual(MAX_REVISION_TEXT);
    expect(lengthOf(long.comment.revisions)).toBeLessThanOrEqual(EMBEDDED_TEXT + 9000);
    expect(long.comment.moved).toEqual({ count: long.rows.length, texts: 55, length: lengthOf(long.rows) });
  });

  test('A comment that was stored with a long list gives its middle away at its next change', () => {
    const { comment } = stored([Array.from({ length: 400 }, (_, n) => said(n, `text ${n}`))], false);
    const { comment: left, rows } = moveRevisions(comment);
    expect([left.revisions[0]?.text, left.revisions.at(-1)?.text]).toEqual(['text 0', 'text 399']);
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: rows.length }, (_, n) => n + 2));
  });
});

import { describe, expect, test } from '@jest/globals';
import { currentRevision, type Revision } from '../../../../core/inbox/comment.ts';
import { boundedRevisions } from '../../../../core/inbox/revisions.ts';
import { sha256 } from '../../../../core/kernel/ids.ts';

const revision = (n: number, length: number): Revision => {
  const text = `${n} ${'å'.repeat(length)}`;
  const at = new Date(Date.UTC(2026, 7, 17, 8, 0, n));
  const attachments = [{ type: 'image', url: `https://bild.example/${n}.jpg`, state: 'unfetched' }] as const;
  return { text, at, receivedAt: at, deliveryId: `d${n}`, sha256: sha256(text), edited: n > 0, attachments };
};

describe('the revisions of a comment', () => {
  test('What is within the bound is the very list', () => {
    const revisions = [revision(0, 100), revision(1, 100)];
    expect(boundedRevisions(revisions, 500)).toBe(revisions);
  });

  test('Beyond the bound the first and the newest texts stay, and of the others time, delivery and hash', () => {
    const revisions = Array.from({ length: 480 }, (_, n) => revision(n, 7990));
    const bounded = boundedRevisions(revisions, 100_000);
    expect(bounded).toHaveLength(480);
    expect(bounded[0]).toBe(revisions[0]);
    expect(currentRevision(bounded)).toBe(revisions[479]);
    expect(bounded[5]).toEqual({ ...revisions[5], text: '', attachments: [], textLeftOut: true });
    expect(bounded.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(100_000);
    expect(bounded.filter(({ text }) => text !== '').length).toBeGreaterThan(10);
    expect(boundedRevisions(bounded, 100_000)).toBe(bounded);
  });
});

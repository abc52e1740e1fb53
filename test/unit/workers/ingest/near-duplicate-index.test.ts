import { createFingerprinter } from '../../../../classifiers/text/index.ts';
import { hammingDistance } from '../../../../core/kernel/hamming.ts';
import type { Fingerprint } from '../../../../core/kernel/realtime/fingerprint-stream.ts';
import { NearDuplicateIndex } from '../../../../workers/ingest/near-duplicate-index.ts';

const HOUR = 3_600_000;
const fingerprint = (id: string, hash: string, more: Partial<Fingerprint> = {}): Fingerprint => ({
  id,
  hash,
  authorId: `a-${id}`,
  postId: 'p1',
  at: 0,
  ...more,
});
const HASH = '0123456789abcdef';
/** The hash with so many bits turned over, spread as unluckily as can be: one per band. */
function turned(hash: string, bits: number): string {
  let value = BigInt(`0x${hash}`);
  for (let bit = 0; bit < bits; bit += 1) value ^= 1n << BigInt(bit * 9 + 3);
  return value.toString(16).padStart(16, '0');
}

describe('the index', () => {
  test.each([0, 1, 3, 6])('The index finds a text that differs in %i bits, wherever they lie', (bits) => {
    const index = new NearDuplicateIndex(100);
    index.add(fingerprint('1', HASH));
    expect(hammingDistance(HASH, turned(HASH, bits))).toBe(bits);
    expect(index.countNear(fingerprint('2', turned(HASH, bits)))).toBe(1);
  });

  test('The index finds no text that differs in more bits', () => {
    const index = new NearDuplicateIndex(100);
    index.add(fingerprint('1', HASH));
    expect(index.countNear(fingerprint('2', turned(HASH, 7)))).toBe(0);
  });

  test('A comment that is edited or sent again is never its own near-duplicate', () => {
    const index = new NearDuplicateIndex(100);
    for (let time = 0; time < 5; time += 1) index.add(fingerprint('1', HASH));
    expect(index.countNear(fingerprint('1', HASH))).toBe(0);
    index.add(fingerprint('1', turned(HASH, 20 % 7)));
    expect(index.countNear(fingerprint('2', turned(HASH, 6)))).toBe(1);
  });

  test('An author’s repetition counts only where it stands under another post', () => {
    const index = new NearDuplicateIndex(100);
    index.add(fingerprint('1', HASH, { authorId: 'x' }));
    index.add(fingerprint('2', HASH, { authorId: 'x', postId: 'p2' }));
    expect(index.countNear(fingerprint('3', HASH, { authorId: 'x' }))).toBe(1);
    expect(index.countNear(fingerprint('4', HASH, { authorId: 'y' }))).toBe(2);
  });

  test('The index forgets after a day, and holds no more than it may', () => {
    const index = new NearDuplicateIndex(3);
    for (const id of ['1', '2', '3', '4', '5']) index.add(fingerprint(id, HASH));
    expect(index.countNear(fingerprint('9', HASH))).toBe(3);
    expect(index.countNear(fingerprint('9', HASH, { at: 25 * HOUR }))).toBe(0);
    index.add(fingerprint('6', HASH, { at: 25 * HOUR }));
    expect(index.isKnown(fingerprint('5', HASH))).toBe(false);
  });
});

describe('fingerprints', () => {
  const fingerprint = createFingerprinter();
  test('Short texts have no fingerprint', () => {
    for (const text of ['Tack!', 'Bra', '👍👍👍', 'ja', 'Tack så mycket', ''])
      expect([text, fingerprint(text)]).toEqual([text, null]);
  });
  test('A fingerprint ignores case, emoji, invisible signs and spaces, but not another text', () => {
    const text = 'Billiga däck hos oss, ring mig nu så fixar vi resten direkt';
    const hash = fingerprint(text) ?? '';
    expect(fingerprint(`  ${text.toUpperCase()} 🔥`)).toBe(hash);
    expect(fingerprint(text.replace('däck', 'dä\u200bck'))).toBe(hash);
    const other = fingerprint('När öppnar simhallen igen efter renoveringen i höst?') ?? '';
    expect(hammingDistance(hash, other)).toBeGreaterThan(15);
  });
});

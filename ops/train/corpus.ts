/** Texts as the trainer sees them: hashed n-grams, dense facts, labels. Built once, used by every fold. */
import type { TextClassifier } from '../../classifiers/text/index.ts';
import { DENSE_FEATURES, denseFeatures } from '../../classifiers/text/model/dense.ts';
import { NgramBuffer } from '../../classifiers/text/normalise/ngrams.ts';
import { LANGUAGES, type Language } from '../../core/moderation/verdict.ts';
import { LANGUAGE_COLUMNS, TABLES } from './columns.ts';
import type { Example } from './sources.ts';

/** Longest text that is trained on, in n-grams. */
const MAX_NGRAMS = 1200;

/** Memory for so many numbers of four bytes that threads can share. */
const shared = (numbers: number): SharedArrayBuffer => new SharedArrayBuffer(numbers * 4);

export interface Corpus {
  readonly examples: readonly Example[];
  /** Start of each example's hashes; the character n-grams come first. */
  readonly starts: Uint32Array;
  readonly characters: Uint32Array;
  readonly hashes: Uint32Array;
  readonly dense: Float32Array;
  /** Per table: labels, 255 where the column was not labelled. */
  readonly labels: readonly Uint8Array[];
}

const isLanguage = (name: string): name is Language => (LANGUAGES as readonly string[]).includes(name);

export function buildCorpus(examples: readonly Example[], classifier: TextClassifier): Corpus {
  const buffer = new NgramBuffer();
  const starts = new Uint32Array(shared(examples.length + 1));
  const characters = new Uint32Array(shared(examples.length));
  const dense = new Float32Array(shared(examples.length * DENSE_FEATURES.length));
  const row = new Float32Array(DENSE_FEATURES.length);
  let hashes = new Uint32Array(shared(1 << 22));
  let size = 0;
  examples.forEach((example, at) => {
    const draft = classifier.analyse(
      example.text,
      isLanguage(example.lang) ? { language: example.lang } : { language: 'unknown' },
    );
    buffer.fill(draft.text);
    denseFeatures(draft, row);
    dense.set(row, at * row.length);
    const words = buffer.hashes.subarray(
      buffer.characters,
      Math.min(buffer.length, buffer.characters + MAX_NGRAMS / 4),
    );
    const chars = buffer.hashes.subarray(0, Math.min(buffer.characters, MAX_NGRAMS));
    if (size + chars.length + words.length > hashes.length) {
      const wider = new Uint32Array(shared(hashes.length * 2));
      wider.set(hashes);
      hashes = wider;
    }
    hashes.set(chars, size);
    hashes.set(words, size + chars.length);
    characters[at] = chars.length;
    size += chars.length + words.length;
    starts[at + 1] = size;
  });
  const labels = TABLES.map(({ columns }) => {
    const table = new Uint8Array(examples.length * columns.length).fill(255);
    examples.forEach((example, at) => {
      columns.forEach((column, c) => {
        const label = column.startsWith('language:')
          ? languageLabel(example, { column, at })
          : example.labels[column];
        if (label !== undefined) table[at * columns.length + c] = label;
      });
    });
    return table;
  });
  return { examples, starts, characters, hashes: hashes.subarray(0, size), dense, labels };
}

/** Public rows are many: every fifth is enough to tell languages apart. */
const LANGUAGE_EVERY = 5;

function languageLabel(example: Example, cell: { column: string; at: number }): number | undefined {
  const { column, at } = cell;
  // a machine's language is no example of the language
  if (example.source === 'translated') return undefined;
  if (example.source !== 'own' && at % LANGUAGE_EVERY !== 0) return undefined;
  const known = (LANGUAGE_COLUMNS as readonly string[]).includes(example.lang);
  return known ? Number(column === `language:${example.lang}`) : undefined;
}

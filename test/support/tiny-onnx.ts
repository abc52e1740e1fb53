/**
 * A text classifier of a few hundred bytes, written by hand as ONNX protobuf: each word has a row of scores, a text's
 * logits are the mean of its words' rows. Real enough for the real runtime and the real tokenizer.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

type Field = readonly [number: number, value: number | string | Uint8Array | readonly Field[]];

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

/** Protocol Buffers: a number is a varint, everything else length-delimited. */
function encode(fields: readonly Field[]): Uint8Array {
  const bytes: number[] = [];
  for (const [number, value] of fields) {
    if (typeof value === 'number') {
      bytes.push(...varint(number * 8), ...varint(value));
      continue;
    }
    const content =
      typeof value === 'string' ? Buffer.from(value) : value instanceof Uint8Array ? value : encode(value);
    bytes.push(...varint(number * 8 + 2), ...varint(content.length), ...content);
  }
  return Uint8Array.from(bytes);
}

const FLOAT = 1;
const INT64 = 7;

const value = (name: string, type: number, dims: readonly (number | string)[]): Field[] => [
  [1, name],
  [
    2,
    [
      [
        1,
        [
          [1, type],
          [2, dims.map((dim): Field => [1, [typeof dim === 'number' ? [1, dim] : [2, dim]]])],
        ],
      ],
    ],
  ],
];

function tinyModel(rows: readonly (readonly number[])[]): Uint8Array {
  const labels = rows[0]?.length ?? 0;
  const table = new Uint8Array(Float32Array.from(rows.flat()).buffer);
  const gather: Field[] = [
    [1, 'rows'],
    [1, 'input_ids'],
    [2, 'found'],
    [4, 'Gather'],
  ];
  const mean: Field[] = [
    [1, 'found'],
    [2, 'logits'],
    [4, 'ReduceMean'],
    [
      5,
      [
        [1, 'axes'],
        [8, 1],
        [20, 7],
      ],
    ],
    [
      5,
      [
        [1, 'keepdims'],
        [3, 0],
        [20, 2],
      ],
    ],
  ];
  const initial: Field[] = [
    [1, rows.length],
    [1, labels],
    [2, FLOAT],
    [8, 'rows'],
    [9, table],
  ];
  const graph: Field[] = [
    [1, gather],
    [1, mean],
    [2, 'tiny'],
    [5, initial],
    [11, value('input_ids', INT64, [1, 'words'])],
    [12, value('logits', FLOAT, [1, labels])],
  ];
  return encode([
    [1, 8],
    [7, graph],
    [8, [[2, 13]]],
  ]);
}

export interface TinyOptions {
  /** What the token that ends each text says of "toxic"; left out: texts have none. */
  readonly closing?: number;
  /** One label only: toxic. */
  readonly single?: boolean;
  /** Other words of config.json. */
  readonly config?: object;
  /** Other files. */
  readonly more?: Readonly<Record<string, object>>;
}

/** Writes the four files of a model folder: "idiot" is toxic, "slå" is a threat, other words are neither. */
export function writeTinyModel(folder: string, options: TinyOptions = {}): string {
  const { closing, single = false, more = {} } = options;
  mkdirSync(folder, { recursive: true });
  const vocabulary = { '[UNK]': 0, idiot: 1, slå: 2, '</s>': 3 };
  const rows = [
    [-6, -6],
    [12, -6],
    [-6, 12],
    [closing ?? 0, -6],
  ].map((row) => (single ? row.slice(0, 1) : row));
  const end = { SpecialToken: { id: '</s>', type_id: 0 } };
  const template = {
    type: 'TemplateProcessing',
    single: [{ Sequence: { id: 'A', type_id: 0 } }, end],
    pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 0 } }, end],
    special_tokens: { '</s>': { id: '</s>', ids: [3], tokens: ['</s>'] } },
  };
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: closing === undefined ? null : template,
    decoder: null,
    model: { type: 'WordLevel', vocab: vocabulary, unk_token: '[UNK]' },
  };
  const config = {
    id2label: single ? { 0: 'toxic' } : { 0: 'toxic', 1: 'menace' },
    problem_type: 'multi_label_classification',
    max_position_embeddings: 64,
    ...options.config,
  };
  const files = {
    'tokenizer.json': tokenizer,
    'config.json': config,
    'labels.json': { toxic: 'insult', menace: 'threat' },
    ...more,
  };
  for (const [name, content] of Object.entries(files))
    writeFileSync(path.join(folder, name), JSON.stringify(content));
  writeFileSync(path.join(folder, 'model.onnx'), tinyModel(rows));
  return folder;
}

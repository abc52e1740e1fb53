/** The thread that holds an ONNX text classifier: text in, scores of its labels out. It has no network and no store. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { Tokenizer } from '@huggingface/tokenizers';
import * as ort from 'onnxruntime-web';
import { fitted, type Lengths, mostTokens, TOKENIZER_CONFIG, toShares } from './model-input.ts';

/** What a text classifier's config.json says of its outputs. */
interface ModelConfig extends Lengths {
  readonly id2label: Readonly<Record<string, string>>;
  readonly problem_type?: string;
}

interface TokenizerFile {
  readonly model: { readonly unk_token?: string; readonly vocab?: Readonly<Record<string, number>> };
}

/** Said once, when the model is loaded. */
export type Ready = 'ready';

export interface Asked {
  readonly id: number;
  readonly text: string;
}
export type Answered =
  | { readonly id: number; readonly scores: Readonly<Record<string, number>> }
  | { readonly id: number; readonly failed: string };

const folder = (workerData as { folder: string }).folder;
const readJson = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));

ort.env.wasm.numThreads = 1;
const config = readJson('config.json') as ModelConfig;
const tokens = readJson('tokenizer.json') as TokenizerFile;
const tokenizer = new Tokenizer(tokens, {});
const ownLengths = existsSync(path.join(folder, TOKENIZER_CONFIG)) ? readJson(TOKENIZER_CONFIG) : {};
const most = mostTokens({ ...config, ...(ownLengths as Lengths) });
/** Word-level vocabularies: the tokenizer gives no id for a word it does not know. */
const unknown = tokens.model.vocab?.[tokens.model.unk_token ?? ''] ?? 0;
const session = await ort.InferenceSession.create(readFileSync(path.join(folder, 'model.onnx')));

/** The token that ends every text, also an empty one; null: texts just end. */
function closingToken(): number | null {
  const [of, ofNone] = ['a', ''].map((text) => tokenizer.encode(text).ids.at(-1));
  return ofNone !== undefined && ofNone === of ? ofNone : null;
}
const closing = closingToken();

async function classify(text: string): Promise<Record<string, number>> {
  const ids: readonly (number | undefined)[] = tokenizer.encode(text).ids;
  const kept = fitted(
    ids.map((id) => id ?? unknown),
    most,
    closing,
  );
  if (kept.length === 0) return {};
  const of = (values: readonly number[]): ort.Tensor =>
    new ort.Tensor('int64', BigInt64Array.from(values.map(BigInt)), [1, values.length]);
  const known: Readonly<Record<string, ort.Tensor>> = {
    input_ids: of(kept),
    attention_mask: of(kept.map(() => 1)),
    token_type_ids: of(kept.map(() => 0)),
  };
  const feeds = Object.fromEntries(
    session.inputNames.map((name) => {
      const tensor = known[name];
      if (tensor === undefined) throw new Error(`The model wants an input that is not known: ${name}`);
      return [name, tensor];
    }),
  );
  const outputs = await session.run(feeds);
  const logits = outputs[session.outputNames[0] ?? '']?.data as Float32Array;
  const shares = toShares([...logits], config.problem_type === 'multi_label_classification');
  return Object.fromEntries(shares.map((share, i) => [config.id2label[String(i)] ?? `LABEL_${i}`, share]));
}

parentPort?.postMessage('ready' satisfies Ready);
parentPort?.on('message', ({ id, text }: Asked) => {
  classify(text).then(
    (scores) => parentPort?.postMessage({ id, scores } satisfies Answered),
    (error: unknown) =>
      parentPort?.postMessage({
        id,
        failed: error instanceof Error ? error.name : 'error',
      } satisfies Answered),
  );
});

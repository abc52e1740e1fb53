/** How much of a text a model takes, and what its logits mean. Pure. */

/** Not every model brings one. */
export const TOKENIZER_CONFIG = 'tokenizer_config.json';

/** Of a model's config.json and, if it brings one, tokenizer_config.json. */
export interface Lengths {
  readonly max_position_embeddings?: number;
  /** Some write 1e30 for "not said". */
  readonly model_max_length?: number;
}

/** RoBERTa and its kin count 514 positions and take 512 tokens; so without a word of the tokenizer no more than those. */
const MAX_TOKENS = 512;
const SAID = 1_000_000;

/** Tokens of the longest text that the model takes. */
export function mostTokens({ max_position_embeddings: positions, model_max_length: said }: Lengths): number {
  const most = said !== undefined && said < SAID ? said : MAX_TOKENS;
  return Math.min(most, positions ?? most);
}

/** The beginning of a text that is too long, and still the token that ends each text where the model knows one. */
export function fitted(ids: readonly number[], most: number, closing: number | null): readonly number[] {
  if (ids.length <= most) return ids;
  return closing === null ? ids.slice(0, most) : [...ids.slice(0, most - 1), closing];
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Logits as shares: each for itself, or together one. A single one is for itself: a share of itself would always be 1. */
export function toShares(logits: readonly number[], isMultiLabel: boolean): number[] {
  if (isMultiLabel || logits.length === 1) return logits.map(sigmoid);
  const most = Math.max(...logits);
  const powers = logits.map((x) => Math.exp(x - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((x) => x / sum);
}

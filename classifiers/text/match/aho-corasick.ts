/** Aho-Corasick automaton over canonical text: every term that ends at each place, in one pass (Aho and Corasick 1975). */

/** Letters, digits and space get a column each; all other units share one, the last. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyzåäöæø0123456789 ';
const OTHER = ALPHABET.length;
const WIDTH = ALPHABET.length + 1;
const SYMBOL = new Uint8Array(0x10000).fill(OTHER);
for (let i = 0; i < ALPHABET.length; i += 1) SYMBOL[ALPHABET.charCodeAt(i)] = i;

const NONE: readonly number[] = [];

/** States of the trie: one for each different beginning of a term. */
function countStates(terms: readonly string[]): number {
  let states = 1;
  let before = '';
  for (const term of [...terms].sort()) {
    let shared = 0;
    while (shared < term.length && term[shared] === before[shared]) shared += 1;
    states += term.length - shared;
    before = term;
  }
  return states;
}

export class AhoCorasick {
  private readonly go: Uint16Array | Int32Array;
  /** Term ids that end in a state, own first, then those of its suffixes. */
  private readonly outputs: (readonly number[])[];
  /** 1 where a term ends: nearly everywhere none does, and this stays in the nearest cache. */
  private readonly ends: Uint8Array;

  constructor(terms: readonly string[]) {
    const size = countStates(terms);
    const trie = size < 0x10000 ? new Uint16Array(size * WIDTH) : new Int32Array(size * WIDTH);
    const outputs: (readonly number[])[] = [NONE];
    let states = 1;
    terms.forEach((term, id) => {
      let state = 0;
      for (let i = 0; i < term.length; i += 1) {
        const cell = state * WIDTH + (SYMBOL[term.charCodeAt(i)] ?? OTHER);
        let next = trie[cell] ?? 0;
        if (next === 0) {
          next = states;
          states += 1;
          trie[cell] = next;
          outputs.push(NONE);
        }
        state = next;
      }
      // concat, not push or spread: those keep room for more
      outputs[state] = (outputs[state] ?? NONE).concat(id);
    });
    this.go = trie;
    this.outputs = outputs;
    this.link(states);
    this.ends = Uint8Array.from(this.outputs, ({ length }) => Number(length > 0));
  }

  /** Turns the trie into a full automaton: missing edges follow the failure link, breadth first. */
  private link(states: number): void {
    const go = this.go;
    const outputs = this.outputs;
    const fail = new Int32Array(states);
    const queue: number[] = [];
    for (let symbol = 0; symbol < WIDTH; symbol += 1) {
      const child = go[symbol] ?? 0;
      if (child !== 0) queue.push(child);
    }
    for (const state of queue) {
      const back = fail[state] ?? 0;
      const inherited = outputs[back];
      if (inherited && inherited.length > 0) outputs[state] = (outputs[state] ?? NONE).concat(inherited);
      for (let symbol = 0; symbol < WIDTH; symbol += 1) {
        const cell = state * WIDTH + symbol;
        const child = go[cell] ?? 0;
        const other = go[back * WIDTH + symbol] ?? 0;
        if (child === 0) go[cell] = other;
        else {
          fail[child] = other;
          queue.push(child);
        }
      }
    }
  }

  /** Calls `found(term id, end index exclusive)` for every occurrence in the units `from` to `to` (exclusive). */
  scan(
    codes: Uint16Array,
    { from, to }: { readonly from: number; readonly to: number },
    found: (term: number, end: number) => void,
  ): void {
    const go = this.go;
    const { outputs, ends } = this;
    let state = 0;
    for (let i = from; i < to; i += 1) {
      state = go[state * WIDTH + (SYMBOL[codes[i] ?? 0] ?? OTHER)] ?? 0;
      if (ends[state] !== 0) for (const term of outputs[state] ?? NONE) found(term, i + 1);
    }
  }
}

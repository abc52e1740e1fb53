/** Reads claims/keys.txt: the words a claim cannot be made without. The format stands at the top of that file. */

export interface KeyWord {
  /** Lower case, words separated by one space. */
  readonly text: string;
  /** Must it begin, and end, where a word does? */
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** One way to make a claim: a word of every slot, none of `unless`. */
export interface ClaimKeys {
  /** The claim's id without language. */
  readonly id: string;
  readonly slots: readonly (readonly KeyWord[])[];
  readonly unless: readonly KeyWord[];
}

function readWord(raw: string): KeyWord {
  const inside = raw.startsWith('*');
  const whole = raw.startsWith('=');
  const text = raw.slice(inside || whole ? 1 : 0).replaceAll('_', ' ');
  return { text, atStart: !inside, atEnd: whole };
}

function readWords(source: string, classes: ReadonlyMap<string, readonly KeyWord[]>): KeyWord[] {
  return source
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((raw) => {
      if (!raw.startsWith('<')) return [readWord(raw)];
      const members = classes.get(raw.slice(1, -1));
      if (members === undefined) throw new Error(`claims/keys.txt: no class ${raw}`);
      return members;
    });
}

export function parseKeys(source: string): ClaimKeys[] {
  const classes = new Map<string, readonly KeyWord[]>();
  const keys: ClaimKeys[] = [];
  for (const line of source.split('\n')) {
    if (line.startsWith('#') || line.trim() === '') continue;
    if (line.startsWith('$')) {
      const [name = '', words = ''] = line.slice(1).split(/ = (.*)/s);
      classes.set(name.trim(), readWords(words, classes));
      continue;
    }
    const [id = '', rest = ''] = line.split(/: (.*)/s);
    const [wanted = '', unless = ''] = rest.split(' - ');
    const slots = wanted.split(' + ').map((slot) => readWords(slot, classes));
    keys.push({ id, slots, unless: readWords(unless, classes) });
  }
  return keys;
}

/** Prints what still lacks harmless sentences, as a table for whoever writes them: one line a stem or pattern. */
import { countMet, domainEntries, ENOUGH, type Entry, lexiconEntries } from './everyday.ts';
import { readOwn } from './own-data.ts';

const FAMILY: Readonly<Record<string, string>> = { nb: 'nb/nn', nn: 'nb/nn', da: 'nb/nn', unknown: 'any' };
const familyOf = ({ language }: Entry): string => FAMILY[language] ?? language;

/** Words of one stem are one line: inflections, and compounds that begin alike. */
function sameStem(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) shared += 1;
  return shared >= 5 || (shared >= 3 && shared === shorter);
}

interface Line {
  readonly entries: Entry[];
}

function grouped(entries: readonly Entry[]): Line[] {
  const lines = new Map<string, Line[]>();
  for (const entry of entries) {
    const key = `${familyOf(entry)} ${entry.category} ${entry.kind}`;
    const of = lines.get(key) ?? [];
    const known = of.find((line) =>
      line.entries.some(({ source }) =>
        entry.kind === 'pattern' ? source === entry.source : sameStem(source, entry.source),
      ),
    );
    if (known) known.entries.push(entry);
    else of.push({ entries: [entry] });
    lines.set(key, of);
  }
  return [...lines.values()].flat();
}

/** The first words of each element: about what a sentence that would match says. */
const exampleOf = ({ kind, needs, source }: Entry): string =>
  kind === 'pattern'
    ? needs.map((words) => words[0]?.text ?? '').join(' … ')
    : kind === 'domain'
      ? `https://www.…${source.replaceAll(/[~?*]/g, '').split('=')[0]}….example`
      : '';

const met = countMet([...lexiconEntries(), ...domainEntries()], readOwn());
const lacking = [...met].filter(([, count]) => count < ENOUGH).map(([entry]) => entry);
/** What hurts most first: strong entries of the languages that most comments are in. */
const ORDER = ['sv', 'nb/nn', 'en', 'any', 'fi'];
const rank = ({ entries: [first] }: Line): number =>
  first === undefined ? 0 : ORDER.indexOf(familyOf(first)) - first.severity * ORDER.length;
const lines = grouped(lacking).sort((a, b) => rank(a) - rank(b));
process.stdout.write('lang\tfile\tline\tkind\tentry\tcategory\tseverity\tmissing\texample\n');
for (const { entries } of lines) {
  const [first] = entries;
  if (first === undefined) continue;
  const sources = [...new Set(entries.map(({ source }) => source))].join(', ');
  const missing = Math.max(...entries.map((entry) => ENOUGH - (met.get(entry) ?? 0)));
  const cells = [familyOf(first), first.file, first.line, first.kind, sources, first.category];
  process.stdout.write(`${[...cells, first.severity, missing, exampleOf(first)].join('\t')}\n`);
}

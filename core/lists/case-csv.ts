/** Reads the list of registered cases that a registry exports: bytes in, rows and the problems of others out. Pure. */
import { MAX_CASES, type RegisteredCase } from './lists.ts';
import { type CsvRow, readCsv } from './read-csv.ts';

const CASE_ROW_PROBLEMS = ['no-number', 'no-subject', 'duplicate', 'too-long', 'open-quote'] as const;
const CASE_FILE_PROBLEMS = ['empty', 'no-header', 'too-many'] as const;

export interface BadRow {
  /** Line of the file, from 1, where the row begins. */
  readonly line: number;
  readonly problem: (typeof CASE_ROW_PROBLEMS)[number];
}

export interface ReadCases {
  readonly cases: readonly RegisteredCase[];
  readonly bad: readonly BadRow[];
  /** Why nothing of the file can be used; null: it can. */
  readonly problem: (typeof CASE_FILE_PROBLEMS)[number] | null;
}

const FIELDS = {
  number: [
    ...['diarienummer', 'diarienr', 'dnr', 'ärendenummer', 'ärendenr', 'saksnummer', 'saksnr', 'sak nr'],
    ...[
      'arkivsaksnr',
      'arkivsak',
      'journalnummer',
      'case number',
      'case no',
      'number',
      'nummer',
      'reference',
    ],
  ],
  subject: [
    ...['ärendemening', 'ärende', 'ärenderubrik', 'rubrik', 'titel', 'ämne', 'beskrivning', 'sakstittel'],
    ...['tittel', 'emne', 'sak', 'beskrivelse', 'subject', 'title', 'description', 'case'],
  ],
  place: [
    ...['plats', 'ort', 'adress', 'fastighet', 'fastighetsbeteckning', 'sted', 'adresse', 'eiendom'],
    ...['place', 'address', 'location', 'property'],
  ],
  board: [
    ...['nämnd', 'ansvarig nämnd', 'styrelse', 'enhet', 'förvaltning', 'utvalg', 'styre', 'råd', 'avdeling'],
    ...['board', 'committee', 'department', 'unit'],
  ],
  status: ['status', 'ärendestatus', 'saksstatus', 'läge', 'tilstand', 'state'],
} as const;
type Field = keyof typeof FIELDS;
const MAX_LENGTH: Readonly<Record<Field, number>> = {
  number: 100,
  subject: 500,
  place: 200,
  board: 200,
  status: 100,
};

/** UTF-8 or, where the bytes are none, Windows-1252; UTF-16 by its mark. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const headerName = (cell: string): string =>
  cell
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Which column holds what; null without a number and a subject. */
function columnsOf(header: readonly string[]): Map<Field, number> | null {
  const names = header.map(headerName);
  const columns = new Map<Field, number>();
  for (const field of Object.keys(FIELDS) as Field[]) {
    // The list's order is the preference: "ärendemening" before "ärende".
    const name = FIELDS[field].find((known) => names.includes(known));
    if (name !== undefined) columns.set(field, names.indexOf(name));
  }
  return columns.has('number') && columns.has('subject') ? columns : null;
}

function problemOf(
  values: Map<Field, string>,
  row: CsvRow,
  seen: ReadonlySet<string>,
): BadRow['problem'] | null {
  if (row.open) return 'open-quote';
  if (!values.get('number')) return 'no-number';
  if (!values.get('subject')) return 'no-subject';
  if ([...values].some(([field, value]) => value.length > MAX_LENGTH[field])) return 'too-long';
  return seen.has(values.get('number') ?? '') ? 'duplicate' : null;
}

/** Every line is either a case or a complaint with its number: nothing is dropped in silence. */
export function readCases(source: string): ReadCases {
  const text = source.replace(/^\u{feff}/u, '');
  // one more than may be, beside the header: enough to know that there are too many
  const [header, ...body] = readCsv(text, MAX_CASES + 2);
  if (header === undefined) return { cases: [], bad: [], problem: 'empty' };
  const columns = columnsOf(header.cells);
  if (columns === null) return { cases: [], bad: [], problem: 'no-header' };
  if (body.length === 0) return { cases: [], bad: [], problem: 'empty' };
  if (body.length > MAX_CASES) return { cases: [], bad: [], problem: 'too-many' };
  const cases: RegisteredCase[] = [];
  const bad: BadRow[] = [];
  const seen = new Set<string>();
  for (const row of body) {
    const values = new Map([...columns].map(([field, at]) => [field, row.cells[at] ?? '']));
    const problem = problemOf(values, row, seen);
    if (problem !== null) bad.push({ line: row.line, problem });
    else {
      seen.add(values.get('number') ?? '');
      const filled = [...values].filter(([, value]) => value !== '');
      cases.push(Object.fromEntries(filled) as unknown as RegisteredCase);
    }
  }
  return { cases, bad, problem: null };
}

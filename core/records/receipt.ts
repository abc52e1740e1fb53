/**
 * What a case system answers beside the file that it took: `<name>.receipt.json`, `.xml` or `.txt`. Pure: bytes to text
 * and XML to an object happen in the worker.
 */
export const RECEIPT_ENDINGS = ['json', 'xml', 'txt'] as const;
export type ReceiptEnding = (typeof RECEIPT_ENDINGS)[number];

export interface Receipt {
  readonly state: 'received' | 'refused';
  readonly reference: string | null;
  readonly reason: string | null;
}

const RECEIPT = /^(.+)\.receipt\.(json|xml|txt)$/iu;

/** Which file a receipt answers, with or without that file's ending; null: this is no receipt. */
export function receiptFor(fileName: string): { readonly of: string; readonly ending: ReceiptEnding } | null {
  const [, of, ending] = RECEIPT.exec(fileName) ?? [];
  if (of === undefined || ending === undefined) return null;
  return { of, ending: ending.toLowerCase() as ReceiptEnding };
}

const LONGEST_REFERENCE = 200;
const LONGEST_REASON = 500;

/** One line, without what no eye sees: a number is searched for, and must not be turned around. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();

function clean(value: unknown, longest: number): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const line = oneLine(String(value));
  return line === '' ? null : [...line].slice(0, longest).join('');
}

const REFERENCE = new Set([
  'reference',
  'referens',
  'referanse',
  'diarienummer',
  'diarienr',
  'saksnummer',
  'journalnummer',
]);
const REASON = new Set(['reason', 'orsak', 'skäl', 'årsak', 'begrunnelse']);
const STATE = new Set(['state', 'status']);
const REFUSED = new Set(['refused', 'rejected', 'avvisad', 'avslagen', 'avvist', 'feil', 'fel', 'error']);
const RECEIVED = new Set([
  'received',
  'registered',
  'mottagen',
  'registrerad',
  'mottatt',
  'registrert',
  'ok',
]);

type Fields = Iterable<readonly [string, unknown]>;

/** Null: it says neither that the file was taken nor that it was refused. */
function receiptOf(fields: Fields): Receipt | null {
  let state: string | null = null;
  let reference: string | null = null;
  let reason: string | null = null;
  for (const [rawKey, value] of fields) {
    const key = rawKey.trim().toLowerCase();
    if (STATE.has(key)) state = clean(value, LONGEST_REFERENCE)?.toLowerCase() ?? null;
    else if (REFERENCE.has(key)) reference = clean(value, LONGEST_REFERENCE);
    else if (REASON.has(key)) reason = clean(value, LONGEST_REASON);
    else if (REFUSED.has(key)) {
      state = 'refused';
      reason = clean(value, LONGEST_REASON);
    }
  }
  if (state !== null && REFUSED.has(state)) return { state: 'refused', reference: null, reason };
  if (state !== null && !RECEIVED.has(state)) return null;
  return state === null && reference === null ? null : { state: 'received', reference, reason: null };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of an object, wherever in it they stand: a receipt may wrap them. */
function* fieldsIn(value: unknown, depth = 4): Generator<readonly [string, unknown]> {
  if (!isObject(value) || depth === 0) return;
  for (const [key, inner] of Object.entries(value)) {
    if (isObject(inner)) yield* fieldsIn(inner, depth - 1);
    // Without the prefix of its namespace.
    else yield [key.replace(/^[@\w]*:/u, '').replace(/^@/u, ''), inner] as const;
  }
}

/** A receipt that was read as JSON or XML. */
export const receiptFromObject = (value: unknown): Receipt | null => receiptOf(fieldsIn(value));

/** More than any key and value: what is longer is matched in no sensible time. */
const LONGEST_LINE = 1000;

/** A number alone in its file has a digit and is short: an error page, or a sentence, is no number of a register. */
const isNumberAlone = (line: string): boolean =>
  line.length <= 60 && /\d/u.test(line) && !/[<>{}]/u.test(line);

/** `key: value` in lines; or one line alone, which is the number. */
export function receiptFromText(text: string): Receipt | null {
  const lines = text
    .split(/\r\n|[\n\r]/u)
    .map((line) => line.trim().slice(0, LONGEST_LINE))
    .filter((line) => line !== '');
  const [only] = lines;
  const pairs = lines.flatMap((line) => {
    const [, key, value = ''] = /^([\p{L} ]{2,30})[:=](.*)$/u.exec(line) ?? [];
    return key === undefined ? [] : [[key, value] as const];
  });
  if (pairs.length > 0) return receiptOf(pairs);
  const reference = lines.length === 1 ? clean(only, LONGEST_REFERENCE) : null;
  return reference === null || !isNumberAlone(reference)
    ? null
    : { state: 'received', reference, reason: null };
}

/** Finds a case number as municipalities write them: "KS 2026/00123", "dnr 2026:45", "sak 24/1187". */

const PATTERNS: readonly RegExp[] = [
  /(?<![\p{L}\d])\p{Lu}{2,5}[ -]?(?:19|20)\d{2}[/:-]\d{1,6}(?!\d)/u,
  /(?<!\p{L})(?:dnr|diarienr|diarienummer|ärendenr|ärendenummer|ärende|saksnr|saksnummer|sak|sak nr|arkivsak|ref|case|case no)\.?:?\s{0,2}(?:nr\.?\s{0,2})?((?:\p{Lu}{1,5}[ -]?)?\d{2,4}[/:-]\d{1,6}(?:-\d{1,4})?)(?!\d)/iu,
  /(?<![\p{L}\d])\p{Lu}{2,5}[ -]\d{2,4}[/:]\d{1,6}(?!\d)/u,
];

/** Texts longer than this are searched only at their beginning. */
const MAX_SEARCHED = 4000;

export function findCaseNumber(text: string): string | null {
  if (!/\d[/:-]\d/.test(text)) return null;
  const head = text.slice(0, MAX_SEARCHED);
  for (const pattern of PATTERNS) {
    const match = pattern.exec(head);
    if (match) return match[1] ?? match[0];
  }
  return null;
}

/**
 * CSV after RFC 4180: CRLF, quotes doubled, a UTF-8 byte order mark so that spreadsheets read å, ä, ö and ø. Swedish and
 * Norwegian spreadsheets take the semicolon as separator and the comma in numbers; English ones comma and point.
 */
export type CsvLanguage = 'sv' | 'nb' | 'en';
export type CsvValue = string | number | boolean | null;

/**
 * What a spreadsheet would run as a formula is kept as text (OWASP, CSV injection), also behind spaces and in full
 * width. A spreadsheet of the other separator, or one that reads our quote as a sign, begins a cell in the middle of
 * ours: what stands behind a separator or line end is guarded like a beginning.
 */
const FORMULA = /(^|[;,\t\r\n|])(?=[\p{Z}\p{Cf}]*[=+\-@＝＋－＠])|^(?=[\t\r\n])/gu;
/** A number that only looks like one: a phone number or a negative amount is text here. */
const guarded = (text: string): string => text.replace(FORMULA, "$1'");

function cell(value: CsvValue, language: CsvLanguage): string {
  const separator = language === 'en' ? ',' : ';';
  if (value === null) return '';
  if (typeof value === 'number') {
    const text = String(value);
    return language === 'en' || !text.includes('.') ? text : text.replace('.', ',');
  }
  const text = guarded(String(value));
  return text.includes(separator) || /["\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Every row ends with CRLF, also the last. */
export function toCsv(rows: readonly (readonly CsvValue[])[], language: CsvLanguage): string {
  const separator = language === 'en' ? ',' : ';';
  const lines = rows.map((row) => row.map((value) => cell(value, language)).join(separator));
  return `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`;
}

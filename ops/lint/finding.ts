/** One place in the code that breaks a rule of the house. */
export interface Finding {
  readonly file: string;
  /** Counted from 1; absent where the whole file is meant. */
  readonly line?: number;
  readonly what: string;
  readonly rule: string;
  /** What to do instead. */
  readonly instead: string;
}

/** Findings as text, grouped by rule, so that each remedy stands once below its places. */
export function describeFindings(findings: readonly Finding[]): string {
  const byRule = Map.groupBy(findings, ({ rule }) => rule);
  const paragraphs = [...byRule].map(([rule, group]) => {
    const places = group.map(({ file, line, what }) =>
      `  ${file}${line === undefined ? '' : `:${line}`}  ${what}`.trimEnd(),
    );
    const remedies = [...new Set(group.map(({ instead }) => instead))];
    return [`${rule}:`, ...places, ...remedies.map((remedy) => `  Instead: ${remedy}`)].join('\n');
  });
  return paragraphs.join('\n');
}

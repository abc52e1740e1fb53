/** Numbers that were shown in clear stand again where their dots stood: as many signs, so that spans still fit. */
export function withRevealed(text: string, revealed: ReadonlyMap<number, string>): string {
  let shown = text;
  for (const [start, value] of revealed)
    shown = shown.slice(0, start) + value + shown.slice(start + value.length);
  return shown;
}

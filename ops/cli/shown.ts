/** Names on the command line. Apart, since the parser that it asks is large and `npm start` reads options too. */
import { prose } from '../../core/contract/free-text.contract.ts';
import { UsageError } from './usage.ts';

/** A name that somebody can see and that fits where it is shown: what the API asks of it too. */
export function shown(value: string, name: string, max = 200): string {
  const { success, data } = prose(max).safeParse(value);
  if (!success) throw new UsageError(`--${name} must have 1 to ${max} characters that can be seen.`);
  return data;
}

/** The options that `account add` and `account set` share. */
import { readFileSync } from 'node:fs';
import { UsageError } from './usage.ts';

const text = { type: 'string' } as const;
export const PEOPLE_OPTIONS = {
  name: text,
  board: text,
  admins: text,
  unit: text,
  deputies: text,
  head: text,
};

export const emails = (list: string | undefined): string[] =>
  (list ?? '').split(',').filter((email) => email.trim() !== '');

/** @throws UsageError where the file holds nothing, or more than one token. */
export function readToken(file: string): string {
  let token: string;
  try {
    token = readFileSync(file, 'utf8').trim();
  } catch {
    throw new UsageError(`--token-file: ${file} cannot be read.`);
  }
  if (/^[\x21-\x7e]+$/u.test(token)) return token;
  throw new UsageError(`--token-file: ${file} is empty, or holds more than one token.`);
}

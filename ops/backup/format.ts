/** What stands in a backup. */
import { createHash } from 'node:crypto';

/** Raised when an older program could not read it any more. */
export const FORMAT = 1;

/** The first frame. */
export interface BackupHeader {
  readonly format: typeof FORMAT;
  readonly at: string;
  /** Of the store: a program that does not know them all cannot take it. */
  readonly migrations: readonly string[];
  /** Says whether a SECRET_KEY is the one, and does not tell it. */
  readonly keyCheck: string;
}

export type Head =
  | { readonly header: BackupHeader }
  | { readonly collection: string; readonly documents: number }
  | { readonly file: string };

/** Files of the data folder that belong to the store: the key that sealed its tokens, and the demo page. */
export const FILES = ['secret.key', 'demo.json', 'demo-page.json'] as const;

export const keyCheckOf = (secretKey: string): string =>
  createHash('sha256').update(`uppsikt backup\0${secretKey}`).digest('hex').slice(0, 16);

/** Our connected page or channel. It exists only with its owning board, two administrators and the unit (rule 5). */
import { invalid } from '../kernel/errors.ts';
import type { Capabilities, Country, Platform } from '../kernel/platform.ts';

export interface Account {
  readonly _id: string;
  readonly tenantId: string;
  readonly platform: Platform;
  readonly externalId: string;
  readonly name: string;
  readonly country: Country;
  /** The board (nämnd) that owns the account and its register. */
  readonly board: string;
  readonly administrators: readonly string[];
  readonly deputies: readonly string[];
  readonly head: string | null;
  readonly unit: string;
  readonly capabilities: Capabilities;
  readonly apiBase: string;
  /** Sealed with the installation's key; null: it ingests, its actions are blocked. */
  readonly encryptedToken: string | null;
  /** Paused: nothing goes out, for instance when the platform refuses the token. */
  readonly outgoing: 'active' | 'paused';
  /** Since when nothing comes in or goes out; its items stay. */
  readonly disconnectedAt?: Date;
  readonly demo: boolean;
  readonly createdAt: Date;
}

/** RFC 5321 4.5.3.1.3. */
const LONGEST_EMAIL = 254;
const EMAIL = /^[^\s@]+@[^\s@]+$/u;

/** Trims and lower-cases addresses, drops doubles, and refuses what is none. */
export function cleanEmails(emails: readonly string[], field: string): string[] {
  const clean = [
    ...new Set(emails.map((email) => email.trim().toLowerCase()).filter((email) => email !== '')),
  ];
  for (const email of clean)
    if (email.length > LONGEST_EMAIL || !EMAIL.test(email)) throw invalid(`${field}: not an e-mail address.`);
  return clean;
}

export interface Governance {
  readonly board: string;
  readonly administrators: readonly string[];
  readonly unit: string;
}

export const isGoverned = ({ board, administrators, unit }: Governance): boolean =>
  board.trim() !== '' && new Set(administrators).size >= 2 && unit.trim() !== '';

/** Rule 5 of design.md section 4. No caller may go round it: the store calls it on every write of an account. */
export function assertGoverned({ board, administrators, unit }: Governance): void {
  if (board.trim() === '') throw invalid('An account needs its owning board.');
  if (new Set(administrators).size < 2) throw invalid('An account needs two administrators.');
  if (unit.trim() === '') throw invalid("An account needs the communications unit's own access.");
}

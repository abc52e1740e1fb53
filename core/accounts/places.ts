/** Who stands where on an account, and what becomes of a place when somebody leaves it. Pure. */
import type { Role } from '../kernel/roles.ts';
import type { Account } from './account.ts';

type Places = Pick<Account, 'administrators' | 'deputies' | 'head' | 'unit'>;

export const PLACES = ['administrator', 'deputy', 'head', 'unit'] as const;
export type Place = (typeof PLACES)[number];

/** Roles that may stand as an account's administrator: another could not do what the place is for. */
export const ADMINISTERING: ReadonlySet<Role> = new Set(['administrator', 'communications-unit']);

export function placesOf({ administrators, deputies, head, unit }: Places, email: string): Place[] {
  const stands = { administrator: administrators.includes(email), deputy: deputies.includes(email) };
  const isIn = { ...stands, head: head === email, unit: unit === email };
  return PLACES.filter((place) => isIn[place]);
}

/** Who is named on the account, with the role that the place brings to somebody who is not known yet. */
export function rolesOf({ administrators, deputies, head, unit }: Places) {
  const as = (place: string, role: Role, emails: readonly string[]) =>
    emails.map((email) => ({ email, role, place }));
  return [
    ...as('administrators', 'administrator', administrators),
    ...as('deputies', 'deputy', deputies),
    ...as('head', 'head-of-department', head === null ? [] : [head]),
    ...as('unit', 'communications-unit', [unit]),
  ];
}

const replaced = (emails: readonly string[], from: string, to: string | null): string[] => [
  ...new Set(emails.flatMap((email) => (email !== from ? [email] : to === null ? [] : [to]))),
];

/** The account when `from` has left every place, to `to` where somebody takes over. Governance is the caller's to assert. */
export function handedOn(account: Account, from: string, to: string | null): Account {
  const { administrators, deputies, head, unit } = account;
  return {
    ...account,
    administrators: replaced(administrators, from, to),
    deputies: replaced(deputies, from, to),
    head: head === from ? to : head,
    unit: unit === from ? (to ?? '') : unit,
  };
}

/** Who is who in a delivery: lists and maps of users, of both versions of the API, with and without their wrapping. */
import type { Author } from '../../core/inbox/comment.ts';
import { idOf, isRecord, type Json, personNameOf } from '../shared/read.ts';

export interface Person extends Author {
  /** The name after the @. */
  readonly handle: string | null;
}

export type People = ReadonlyMap<string, Person>;

/** `{data: {id, …}}` is the object itself (platforms.md 5.3). */
export function unwrapped(value: unknown): Json | null {
  if (!isRecord(value)) return null;
  return isRecord(value.data) && value.id === undefined ? value.data : value;
}

/** As digits, which `id` of the old version loses in whoever reads it as a number. */
export const numberedId = (value: Json): string | null => idOf(value.id_str) ?? idOf(value.id);

export function personOf(value: unknown): Person | null {
  const user = unwrapped(value);
  const id = user && numberedId(user);
  if (!user || id === null) return null;
  const handle = personNameOf(user.username) ?? personNameOf(user.screen_name);
  return { id, name: personNameOf(user.name) ?? handle, handle };
}

/** A list, or a map by id. */
export function peopleIn(users: unknown): People {
  const list = Array.isArray(users) ? users : isRecord(users) ? Object.values(users) : [];
  const known = new Map<string, Person>();
  for (const user of list) {
    const person = personOf(user);
    if (person !== null) known.set(person.id, person);
  }
  return known;
}

/** Somebody of whom the delivery says no more than the id is known by that. */
export const authorIn = (people: People, id: string | null): Author | null => {
  if (id === null) return null;
  return { id, name: people.get(id)?.name ?? null };
};

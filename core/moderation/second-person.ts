/** What takes two persons: one asks, another agrees. Removing a false statement, banning a word that many use. */
import { forbidden } from '../kernel/errors.ts';
import type { Actor } from '../kernel/roles.ts';

/** Throws unless `actor` is a person, and another than the one who asked. */
export function assertSecondPerson(asked: Pick<Actor, 'id'>, actor: Actor): void {
  if (actor.kind !== 'person') throw forbidden('Only a person can agree.');
  if (actor.id === asked.id) throw forbidden('Somebody else than the person who asked must agree.');
}

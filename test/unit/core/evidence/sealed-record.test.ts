/** What is read of a sealed assessment: also of those that were sealed by older versions. */
import { describe, expect, it } from '@jest/globals';
import { readCause, type SealedAssessment } from '../../../../core/evidence/sealed-record.ts';

const AT = '2026-03-02T09:01:05.000Z';
const causeBy = (actor: NonNullable<SealedAssessment['cause']>['actor']) =>
  readCause({ cause: { trigger: 'removal', actor, at: AT } } as SealedAssessment, AT);

describe('who acted, as a sealed record says it', () => {
  it('A key that nobody has named is not known by the word that stands in for a name', () => {
    expect(causeBy({ kind: 'token', id: 'ab12cd34', name: 'command line' }).actor).toEqual({
      kind: 'key',
      id: 'ab12cd34',
      name: null,
    });
  });
  it('A name that was given is kept, of a key and of a person', () => {
    expect(causeBy({ kind: 'token', id: 'ab12cd34', name: 'Brygga' }).actor.name).toBe('Brygga');
    expect(causeBy({ kind: 'person', id: 'p', name: 'command line' }).actor.name).toBe('command line');
  });
});

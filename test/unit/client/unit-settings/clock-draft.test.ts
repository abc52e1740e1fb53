import {
  draftOf,
  fieldIn,
  type Policy,
  readDraft,
  templateOf,
} from '../../../../client/src/unit-settings/clock-draft.ts';
import { HOUR_MS } from '../../../../core/deadlines/civil.ts';

const draft = templateOf('SE', 'office');

describe('the form of the clock', () => {
  it.each(['SE', 'NO'] as const)('The templates of %s come back as they went into the form', (country) => {
    for (const template of ['weekdays', 'office'] as const) {
      const { policy, wrong } = readDraft(templateOf(country, template));
      expect(wrong).toEqual([]);
      expect(readDraft(draftOf(policy)).policy).toEqual(policy);
    }
  });
  it.each([
    ['50, 75, 90', [0.5, 0.75, 0.9]],
    ['50,75,90', [0.5, 0.75, 0.9]],
    ['50,75', [0.5, 0.75]],
    ['50 %; 90 %', [0.5, 0.9]],
    ['50 och 90', null],
    ['100', null],
    ['', []],
  ])('The warnings %j are read as people mean them', (warnAt, expected) => {
    const { policy, wrong } = readDraft({ ...draft, warnAt });
    expect(wrong).toEqual(expected === null ? ['warnAt'] : []);
    if (expected !== null) expect(policy.warnAt).toEqual(expected);
  });
  it.each([
    ['24', 24],
    ['7,5', 7.5],
    ['7.5', 7.5],
    ['0', null],
    ['en dag', null],
  ])('The target %j is read with the comma of the country', (target, hours) => {
    const { policy, wrong } = readDraft({ ...draft, target });
    expect(wrong).toEqual(hours === null ? ['target'] : []);
    if (hours !== null) expect(policy.targetMs).toBe(hours * HOUR_MS);
  });
  it('Hours that cannot be read are named by their day, and only where they count', () => {
    const week = { ...draft.week, mon: '8-12, 13-17', tue: '17-8', wed: 'dagtid' };
    expect(readDraft({ ...draft, week }).wrong).toEqual(['spans.tue', 'spans.wed']);
    expect(readDraft({ ...draft, week, clock: 'weekdays' }).wrong).toEqual([]);
    const policy: Policy = readDraft({ ...draft, week }).policy;
    expect(policy.spans.mon).toEqual([
      { from: 480, to: 720 },
      { from: 780, to: 1020 },
    ]);
  });
  it('A day that the server refuses is shown at its own row', () => {
    const closures = [
      { id: 4, date: '2027-05-14', hours: '' },
      { id: 7, date: '2027-12-27', hours: '' },
    ];
    expect(fieldIn({ ...draft, closures }, 'closures.2027-12-27')).toBe('closures.7');
  });
});

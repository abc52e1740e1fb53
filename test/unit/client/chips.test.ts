import { allChips, failedActions, rowChips } from '../../../client/src/inbox/chips.ts';
import { axisFor, preselectedReason, ruleText } from '../../../client/src/inbox/dialogs/removal-choice.ts';
import {
  isAbusive,
  isPossiblyAbusive,
  severityOfItem,
  soleVerdict,
} from '../../../client/src/inbox/verdicts.ts';
import { standingVerdicts, veiledBy } from '../../../client/src/shared/veil.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import type { Category, Level } from '../../../core/moderation/verdict.ts';
import { itemWith } from './item-fixture.ts';

const verdict = (category: Category, level: Level, score = 0.9): ItemShape['verdicts'][number] => ({
  category,
  level,
  score,
  kind: null,
  spans: [],
  version: 'text-1',
});
const correction = (
  category: Category,
  as: ItemShape['corrections'][number]['as'],
  more: Partial<ItemShape['corrections'][number]> = {},
): ItemShape['corrections'][number] => ({
  category,
  as,
  other: null,
  by: { kind: 'person', id: 'p-eva' },
  at: '2026-11-21T10:00:00.000Z',
  classifier: 'text-1',
  revision: 1,
  score: 0.9,
  level: 'strong',
  ...more,
});
const keys = (item: ItemShape): string[] => rowChips(item).map(({ key }) => key);

describe('the chips of a row', () => {
  it('A row has at most three chips, abuse before registration before intent', () => {
    const item = itemWith('a', {
      verdicts: [verdict('profanity', 'strong'), verdict('insult', 'suspect'), verdict('porn', 'none')],
      registration: { class: 'case', score: 1, reasons: [], caseNumber: null },
      intent: { class: 'question', score: 1, flags: [] },
    });
    expect(keys(item)).toEqual(['category.insult', 'registration.case', 'intent.question']);
    expect(allChips(item).map(({ key }) => key)).toContain('category.profanity');
  });
  it('The chips say first what did not go out, and forget it once it did', () => {
    const actions: ItemShape['actions'] = [{ id: '1', type: 'reply', state: 'failed', cause: 'refused' }];
    expect(keys(itemWith('a', { actions }))).toEqual(['trouble.failed.reply']);
    const mended = [...actions, { id: '2', type: 'reply' as const, state: 'done' as const, cause: null }];
    expect(failedActions({ actions: mended })).toEqual([]);
  });
  it('The chips say what came of the newest hand-over, and stand for the registration that it brought', () => {
    const at = '2026-11-21T10:00:00.000Z';
    const handed = (...states: ItemShape['handOvers'][number]['state'][]) =>
      itemWith('a', {
        recordsOutcome: 'registered',
        handOvers: states.map((state, number) => ({ id: `h${number}`, captureId: 'c', state, at })),
      });
    expect(keys(handed('failed', 'received'))).toEqual(['chip.handOver.received']);
    expect(keys(handed('received', 'refused'))).toEqual(['chip.handOver.refused', 'records.registered']);
    expect(keys(handed('failed'))).toEqual(['chip.handOver.failed', 'records.registered']);
    expect(keys(handed('sent'))).toEqual(['records.registered']);
  });
  it('The chips say so when the machine has not judged', () => {
    expect(keys(itemWith('a', { classified: false }))).toEqual(['chip.unclassified']);
  });
  it('The chips drop the registration proposal once a person has decided', () => {
    const registration = { class: 'case' as const, score: 1, reasons: [], caseNumber: null };
    expect(keys(itemWith('a', { registration, recordsOutcome: 'minor' }))).toEqual([]);
    expect(keys(itemWith('a', { registration, recordsOutcome: 'registered' }))).toEqual([
      'records.registered',
    ]);
  });
  it('The chips follow a correction', () => {
    const judged = itemWith('a', { verdicts: [verdict('insult', 'strong')] });
    expect(isAbusive(judged)).toBe(true);
    expect(isAbusive({ ...judged, corrections: [correction('insult', 'wrong')] })).toBe(false);
    const other = { ...judged, corrections: [correction('insult', 'other', { other: 'ads' })] };
    expect(keys(other)).toEqual(['category.ads']);
    expect(isAbusive({ ...itemWith('b'), corrections: [correction('threat', 'missing')] })).toBe(true);
  });
  it('The chips show the machine’s verdict again once the text was edited', () => {
    const judged = itemWith('a', { verdicts: [verdict('insult', 'strong')] });
    const corrections = [correction('insult', 'wrong')];
    expect(isAbusive({ ...judged, corrections, revision: 2 })).toBe(true);
    const before = correction('insult', 'wrong', { revision: null });
    expect(isAbusive({ ...judged, corrections: [before], revision: 2 })).toBe(false);
  });
  it('One key is enough where one verdict of the machine stands', () => {
    const one = itemWith('a', { verdicts: [verdict('insult', 'strong'), verdict('ads', 'none')] });
    expect(soleVerdict(one)).toBe('insult');
    expect(soleVerdict({ ...one, corrections: [correction('insult', 'wrong')] })).toBeNull();
    expect(soleVerdict({ ...one, corrections: [correction('insult', 'missing')] })).toBeNull();
    expect(soleVerdict({ ...one, verdicts: [...one.verdicts, verdict('hate', 'suspect')] })).toBeNull();
    expect(soleVerdict(itemWith('b'))).toBeNull();
  });
});

describe('what is only possible', () => {
  const judged = itemWith('a', {
    verdicts: [verdict('threat', 'possible', 0.3), verdict('ads', 'possible')],
  });
  it('A possible threat has a dotted chip of its own words, before what is no abuse', () => {
    expect(allChips(judged).map(({ key, weight }) => [key, weight])).toEqual([
      ['possible.threat', 'possible'],
      ['possible.ads', 'possible'],
    ]);
  });
  it('What is possible is neither abusive nor veiled, and is no verdict that stands', () => {
    expect([isAbusive(judged), veiledBy(judged), standingVerdicts(judged)]).toEqual([false, [], []]);
    expect(isPossiblyAbusive(judged)).toBe(true);
    expect(isPossiblyAbusive({ ...judged, decision: 'hold' })).toBe(false);
    expect(isPossiblyAbusive(itemWith('b', { verdicts: [verdict('ads', 'possible')] }))).toBe(false);
  });
  it('A possible threat stands before what is merely flagged and after suspected abuse', () => {
    const flagged = itemWith('b', { decision: 'flag', verdicts: [verdict('ads', 'strong')] });
    const suspected = itemWith('c', { verdicts: [verdict('insult', 'suspect')] });
    expect(severityOfItem(judged)).toBeGreaterThan(severityOfItem(flagged));
    expect(severityOfItem(judged)).toBeLessThan(severityOfItem(suspected));
  });
  it('A person denies a possible verdict with one key and confirms it like any that is missing', () => {
    const one = itemWith('a', { verdicts: [verdict('threat', 'possible', 0.3)] });
    expect(soleVerdict(one)).toBe('threat');
    expect(keys({ ...one, corrections: [correction('threat', 'wrong', { level: 'possible' })] })).toEqual([]);
    const confirmed = { ...one, corrections: [correction('threat', 'missing', { level: 'possible' })] };
    expect([keys(confirmed), isAbusive(confirmed)]).toEqual([['category.threat'], true]);
    expect(soleVerdict(confirmed)).toBeNull();
    expect(soleVerdict({ ...one, verdicts: [...one.verdicts, verdict('insult', 'suspect')] })).toBe('insult');
  });
});

describe('the veil', () => {
  it('Only what is grave and clear is veiled, and its row says why', () => {
    const veilOf = (...verdicts: ItemShape['verdicts'][number][]) => veiledBy(itemWith('a', { verdicts }));
    expect(veilOf(verdict('hate', 'strong'), verdict('threat', 'strong'))).toEqual(['hate', 'threat']);
    expect(veilOf(verdict('threat', 'suspect'), verdict('insult', 'suspect'))).toEqual([]);
    for (const quiet of ['secrecy', 'ads', 'copyright', 'disinformation', 'profanity'] as const)
      expect(veilOf(verdict(quiet, 'strong'))).toEqual([]);
    expect(keys(itemWith('a', { verdicts: [verdict('violence', 'strong')] }))).toEqual(['category.violence']);
  });
  it('A person lifts the veil of what was judged wrongly, and lays it on what was missed', () => {
    const judged = itemWith('a', { verdicts: [verdict('threat', 'strong')] });
    expect(veiledBy({ ...judged, corrections: [correction('threat', 'wrong')] })).toEqual([]);
    expect(veiledBy(itemWith('b', { corrections: [correction('hate', 'missing')] }))).toEqual(['hate']);
  });
  it('Masked numbers are said in words, once, whether secrecy was found or not', () => {
    const masked = [
      { start: 0, end: 12, kind: 'personal-number' as const },
    ] as unknown as ItemShape['masked'];
    expect(keys(itemWith('a', { masked }))).toEqual(['chip.masked']);
    expect(keys(itemWith('a', { masked, verdicts: [verdict('secrecy', 'strong')] }))).toEqual([
      'chip.masked',
    ]);
    expect(keys(itemWith('a', { verdicts: [verdict('secrecy', 'strong')] }))).toEqual(['category.secrecy']);
  });
});

describe('the removal dialog', () => {
  it('The removal dialog proposes the reason of the strongest verdict', () => {
    const item = itemWith('a', {
      verdicts: [verdict('insult', 'suspect', 0.99), verdict('threat', 'strong', 0.7)],
    });
    expect(preselectedReason(item)).toBe('threat');
    expect(preselectedReason(itemWith('b'))).toBeNull();
  });
  it('The removal dialog proposes the gravest finding, which is the first bold chip, and not the surest', () => {
    const item = itemWith('a', {
      verdicts: [verdict('profanity', 'strong', 1), verdict('insult', 'strong', 0.88)],
    });
    expect(preselectedReason(item)).toBe('insult');
    expect(allChips(item).find(({ weight }) => weight !== 'calm')?.key).toBe('category.insult');
    const threat = { ...item, verdicts: [...item.verdicts, verdict('threat', 'suspect', 0.5)] };
    expect(preselectedReason(threat)).toBe('threat');
    expect(keys(threat)[0]).toBe('category.threat');
  });
  it('The removal dialog proposes the law where removal is a duty, and asks where that has to be plain', () => {
    expect([axisFor('threat', null), axisFor('hate', null), axisFor('insult', null)]).toEqual([
      'legalDuty',
      'legalDuty',
      'houseRule',
    ]);
    expect([axisFor('copyright', null), axisFor(null, 'houseRule')]).toEqual([null, null]);
    expect(axisFor('threat', 'houseRule')).toBe('houseRule');
  });
  it('The removal dialog allows only the axes that the reason has', () => {
    expect(axisFor('threat', 'legalDuty')).toBe('legalDuty');
    expect(axisFor('insult', 'legalDuty')).toBe('houseRule');
    expect(axisFor('secrecy', 'houseRule')).toBe('secrecy');
  });
  it('The removal dialog cites the rule in the reader’s language where it exists', () => {
    expect(ruleText({ sv: 'regel', nb: 'regel nb' }, 'nb')).toEqual({ lang: 'nb', text: 'regel nb' });
    expect(ruleText({ sv: 'regel' }, 'en')).toEqual({ lang: 'sv', text: 'regel' });
    expect(ruleText({}, 'en')).toBeNull();
  });
});

describe('pictures', () => {
  const onPicture = { ...itemWith('p').verdicts[0]!, category: 'porn' as const, level: 'strong' as const };
  const image = { ...onPicture, score: 0.95, version: 'image-1' };
  const found = { ...itemWith('p'), verdicts: [...itemWith('p').verdicts, image] };
  it('Pictures count once per category, and do not fold the words beside them', () => {
    expect(rowChips(found).map(({ key }) => key)).toEqual(['category.porn']);
    expect([isAbusive(found), veiledBy(found)]).toEqual([true, []]);
    const both = { ...found, verdicts: [...found.verdicts, { ...image, version: 'text-1', score: 0.7 }] };
    expect(rowChips(both).map(({ key }) => key)).toEqual(['category.porn']);
    expect(veiledBy(both)).toEqual(['porn']);
  });
  it('A blocked picture is named before anything else', () => {
    const scan = { state: 'blocked', cause: 'text', version: null, verdicts: [], listable: false } as const;
    const blocked = itemWith('b', {
      attachments: [{ type: 'image', state: 'unfetched', look: { ...scan, verdicts: [] }, alt: null }],
    });
    expect(rowChips(blocked)[0]?.key).toBe('media.blocked.title');
    expect([isAbusive(blocked), veiledBy(blocked)]).toEqual([true, []]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { parseDomains } from '../../../../classifiers/text/detectors/link-lists.ts';
import { kindsOfLink } from '../../../../classifiers/text/detectors/links.ts';
import { findCaseNumber } from '../../../../classifiers/text/intent/case-number.ts';
import { AhoCorasick } from '../../../../classifiers/text/match/aho-corasick.ts';
import { parseLexicon } from '../../../../classifiers/text/match/lexicon-file.ts';
import { spelledOut } from '../../../../classifiers/text/match/pattern-elements.ts';
import { simHash } from '../../../../classifiers/text/normalise/fingerprint.ts';
import { textAt } from '../../../../classifiers/text/normalise/normal-text.ts';
import { Normaliser } from '../../../../classifiers/text/normalise/normalise.ts';
import { hammingDistance } from '../../../../core/kernel/hamming.ts';
import { readTextResources } from '../../../../workers/classify/load.ts';
import { classifier, flagged } from './support.ts';

const resources = await readTextResources({ model: null });

describe('the normaliser', () => {
  const normaliser = new Normaliser();
  test.each([
    ['IDI0T', 'idiot'],
    ['d\u200bi\u200bn', 'din'],
    ['idiоt (Cyrillic о)', 'idiot cyrillic o'],
    ['a\u030A', 'å'],
    ['ﬁtta 𝓲𝓭𝓲𝓸𝓽', 'fitta idiot'],
    ['fuuuuck', 'fuck'],
    ['covid19 A4', 'covid19 a4'],
    ['don’t', 'dont'],
    ['f*tta', 'f*tta'],
  ])('The normaliser reads %s as %s', (text, reading) => {
    const normal = normaliser.normalise(text);
    expect(textAt(normal, { from: 0, to: normal.mainEnd })).toBe(reading);
  });

  test.each([
    ['i d i o t', 'idiot'],
    ['f.i.t.t.a', 'fitta'],
    ['fuckkkk', 'fuck'],
  ])('The normaliser gives %s the second reading %s', (text, reading) => {
    const normal = normaliser.normalise(text);
    expect(textAt(normal, { from: normal.mainEnd, to: normal.length }).trim()).toBe(reading);
  });
});

test('The automaton finds every term, also inside another', () => {
  const automaton = new AhoCorasick(['he', 'she', 'hers']);
  const text = Uint16Array.from('ushers', (char) => char.charCodeAt(0));
  const found: string[] = [];
  automaton.scan(text, { from: 0, to: text.length }, (term, end) =>
    found.push(`${['he', 'she', 'hers'][term]}@${end}`),
  );
  expect(found.sort()).toEqual(['he@4', 'hers@6', 'she@4']);
});

test('A lexicon file holds attributes, classes, patterns and exceptions', () => {
  const file = parseLexicon({
    language: 'sv',
    name: 'insult',
    text: '# c\n$you = du, ni\n@3 kind=attack\n*idiot, =nöt\n<you> är ... dum\n! idiotsäker*',
  });
  expect(file.terms.map(({ text, openLeft, exact, severity }) => [text, openLeft, exact, severity])).toEqual([
    ['idiot', true, false, 3],
    ['nöt', false, true, 3],
  ]);
  expect(file.patterns).toHaveLength(1);
  expect(file.exceptions[0]).toMatchObject({ text: 'idiotsäker', openRight: true });
  expect(file.classes.get('you')).toEqual(['du', 'ni']);
});

test.each([
  ['Hej, ärende KS 2026/00123 gäller', 'KS 2026/00123'],
  ['se dnr 2026:45', '2026:45'],
  ['i sak 24/1187 står det', '24/1187'],
  ['mötet är 12/3 kl 18:30', null],
  ['öppet 2026-11-21', null],
])('The case number in "%s" is %s', (text, number) => {
  expect(findCaseNumber(text)).toBe(number);
});

test('A link is known by list, by word and by impersonated brand', () => {
  const lists = parseDomains(resources.domains);
  expect(kindsOfLink('https://www.thepiratebay.org/x', lists)).toEqual(['piracy']);
  expect(kindsOfLink('http://bit.ly/abc', lists)).toEqual(['shortener']);
  expect(kindsOfLink('https://mega-casino.example/', lists)).toEqual(['gambling']);
  expect(kindsOfLink('https://bankid-verifiera.example/login', lists)).toEqual(['impostor']);
  expect(kindsOfLink('https://www.bankid.com/', lists)).toEqual([]);
  expect(kindsOfLink('https://www.alingsas.se/kontakt', lists)).toEqual([]);
});

test('Near texts have near SimHashes', () => {
  const words = 'kommunen har inte plogat vår gata på tre veckor och nu ligger isen tjock'.split(' ');
  const near = hammingDistance(simHash(words), simHash([...words, 'igen']));
  const far = hammingDistance(
    simHash(words),
    simHash('säljer billiga däck ring mig nu så fixar vi resten direkt'.split(' ')),
  );
  expect(near).toBeLessThan(far);
});

describe('the starter set of known false claims', () => {
  test('A claim stated as fact is found, and the span names it', () => {
    const text = 'Vakna! Vaccin orsakar autism hos små barn, det är bevisat';
    const verdict = classifier.classify(text).verdicts.find(({ category }) => category === 'disinformation');
    expect(verdict?.level).toBe('suspect');
    expect(verdict?.spans.some(({ reason }) => reason === 'disinformation.claim:vaccine-autism.sv')).toBe(
      true,
    );
  });

  test.each([
    'Stämmer det att vaccin orsakar autism hos barn?',
    '"Vaccin orsakar autism hos barn" är en myt som motbevisats',
    'Er det sant at vaksiner gir autisme hos barn?',
  ])('A question or a debunk makes no claim: %s', (text) => {
    expect(flagged(text)).not.toContain('disinformation');
  });

  test('A claim of the communications unit counts within its validity', () => {
    const claims = [
      {
        id: 'x',
        language: 'sv',
        topic: 'lokalt',
        claim: 'Simhallen rivs för att bygga köpcentrum',
        variants: [],
        correction: 'Simhallen renoveras.',
        ask: 'fritidsförvaltningen',
        validTo: '2026-12-31',
      },
    ] as const;
    const found = (today: string) =>
      classifier
        .classify('Nu rivs Simhallen för att bygga ett köpcentrum!', { claims, today })
        .verdicts.some(({ spans }) => spans.some(({ kind }) => kind === 'register'));
    expect(found('2026-06-01')).toBe(true);
    expect(found('2027-06-01')).toBe(false);
  });
});

describe('context', () => {
  test("The municipality's banned words are found and its exempt words are not", () => {
    const lists = { banned: ['snorunge'], suspect: [], exempt: ['idiot'] };
    const insult = (text: string) =>
      classifier.classify(text, { wordLists: lists }).verdicts.find(({ category }) => category === 'insult');
    expect(insult('Vilken snorunge')?.spans.map(({ reason }) => reason)).toContain('insult.banned');
    expect(insult('Du är en idiot')?.spans.some(({ kind }) => kind === 'lexicon')).toBe(false);
  });

  test('Its phrases are found in sequence, inflected, in other spellings, within one sentence', () => {
    const lists = { banned: ['grön lada*'], suspect: ['rivna bryggan i å'], exempt: ['idiot på tur'] };
    const reasons = (text: string): string[] =>
      classifier
        .classify(text, { wordLists: lists })
        .verdicts.flatMap(({ spans }) => spans)
        .filter(({ kind }) => kind === 'word-list' || kind === 'lexicon')
        .map(({ reason, start, end }) => `${reason}: ${text.slice(start, end)}`);
    expect(reasons('Vilken GRÖN  lada!')).toEqual(['insult.banned: GRÖN  lada']);
    expect(reasons('Den gröna ladan där')).toEqual(['insult.banned: gröna ladan']);
    expect(reasons('En gron ladugård')).toEqual([]);
    expect(reasons('En grøn, ladaliknande sak')).toEqual(['insult.banned: grøn, ladaliknande']);
    expect(reasons('Rivna bryggan i å nu')).toEqual(['insult.suspect: Rivna bryggan i å']);
    expect(reasons('Den är grön. Lada finns ej')).toEqual([]);
    expect(reasons('En lada, grön som gräs')).toEqual([]);
    expect(reasons('Du är en idiot')).not.toEqual([]);
    expect(reasons('Du såg Idioten på tur')).toEqual([]);
  });

  test('The own account never sells', () => {
    const text = 'Köp biljetter nu, bara 99 kr, rabatt med koden SOMMAR, klicka på länken här!';
    const ads = classifier
      .classify(text, { ownAccount: true })
      .verdicts.find(({ category }) => category === 'ads');
    expect(ads?.level).toBe('none');
  });

  test('A registered case is found without its number', () => {
    const cases = [{ number: 'TN 2026/00012', subject: 'Gång- och cykelväg Storgatan', place: 'Storgatan' }];
    const result = classifier.classify(
      'Hur går det med cykelvägen? Gång och cykelväg längs Storgatan skulle ju byggas',
      { cases },
    );
    expect(result.registration).toMatchObject({ class: 'existing', caseNumber: 'TN 2026/00012' });
  });
});

test.each([
  ['När öppnar biblioteket på lördag?', 'sv'],
  ['Jeg lurer på når biblioteket åpner på lørdag', 'nb'],
  // words that a Sami language has too
  ['Kan elevene gå i toget med to flagg?', 'nb'],
  ['En gosse hittade nyckeln', 'sv'],
  // words that nynorsk shares
  ['Sola skinner på torget', 'nb'],
  ['Eg lurer på når biblioteket opnar på laurdag, veit de det?', 'nn'],
  ['When does the library open on Saturday?', 'en'],
  ['Milloin kirjasto aukeaa lauantaina, tiedättekö te?', 'fi'],
  ['Buorre beaivi! Mun háliidan diehtit goas girjerádju rahpasa, giitu', 'se'],
])('The language of "%s" is %s', (text, language) => {
  expect(classifier.classify(text).language).toBe(language);
});

test('An alternative of several words is a pattern of its own', () => {
  expect(spelledOut('kringgå|komma_runt|låsa_upp ... drm')).toEqual([
    'kringgå ... drm',
    'komma runt ... drm',
    'låsa upp ... drm',
  ]);
  expect(spelledOut('dig? ... på_käften')).toEqual(['dig? ... på käften']);
});

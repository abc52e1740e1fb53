/** Functional tables in the spirit of HateCheck (Röttger et al. 2021), written for this project: each case with its contrast. */
import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../../core/moderation/decide.ts';
import { STRICT_POLICY } from '../../../../core/moderation/policy.ts';
import type { Category } from '../../../../core/moderation/verdict.ts';
import { classifier, flagged, levelOf } from './support.ts';

type Contrast = readonly [function: string, category: Category, abusive: string, innocent: string];

const SWEDISH: readonly Contrast[] = [
  ['direct insult / insult of a thing', 'insult', 'Du är en jävla idiot', 'Det var en idiotsäker lösning'],
  ['insult / negation', 'insult', 'Hon är en idiot', 'Hon är ingen idiot'],
  [
    'slur / quotation in counter-speech',
    'hate',
    'Jävla negrer överallt',
    'Ingen elev ska behöva bli kallad "neger" i korridoren',
  ],
  [
    'dehumanising / neutral mention of a group',
    'hate',
    'Muslimer är ohyra',
    'Muslimer firar eid på torget i helgen',
  ],
  [
    'call to purge / report of it',
    'hate',
    'Alla invandrare borde gasas',
    'Någon klottrade att invandrare borde gasas, jag har polisanmält det',
  ],
  ['threat / idiom', 'threat', 'Jag ska döda dig', 'Den här backen tar död på mina knän'],
  ['veiled threat / offer', 'threat', 'Vi vet var du bor', 'Vet ni var biblioteket är?'],
  ['leetspeak / a real number', 'insult', 'Du är en 1d1ot', 'Vi ses i sal 1D på tisdag'],
  ['spaced out / an initialism', 'insult', 'Du är en i d i o t', 'A B C och D är klara'],
  ['starred / a footnote', 'insult', 'din f*tta', 'Öppet* hela dagen (*ej juldagen)'],
  ['homoglyphs / Cyrillic word', 'insult', 'Du är en idiоt', 'Привет'],
  ['repeats / emphasis', 'insult', 'Du är en idioooooot', 'Jaaaaa så fint'],
  ['compound / innocent compound', 'insult', 'Vilken skitidiot du är', 'Slutstation Slottsskogen'],
  ['swear word / place name', 'profanity', 'Fy fan vilken jävla skit', 'Bussen till Fittja är sen'],
];

const NORWEGIAN: readonly Contrast[] = [
  ['direct insult / insult of a thing', 'insult', 'Du er en jævla idiot', 'En idiotsikker løsning'],
  ['insult / negation', 'insult', 'Hun er en idiot', 'Hun er ingen idiot'],
  [
    'slur / quotation in counter-speech',
    'hate',
    'Jævla pakkis, dra hjem',
    'Ingen skal bli kalt "neger" på skolen vår',
  ],
  [
    'dehumanising / neutral mention of a group',
    'hate',
    'Muslimer er rotter',
    'Muslimer feirer id på torget i helga',
  ],
  [
    'call to purge / report of it',
    'hate',
    'Alle jøder burde gasses',
    'Noen tagget at jøder burde gasses, jeg har politianmeldt det',
  ],
  ['threat / idiom', 'threat', 'Jeg skal drepe deg', 'Denne bakken tar livet av knærne mine'],
  ['veiled threat / question', 'threat', 'Vi vet hvor du bor', 'Vet dere hvor biblioteket er?'],
  ['leetspeak / a real number', 'insult', 'Du er en 1d1ot', 'Møt opp i rom 1D'],
  ['spaced out / an initialism', 'insult', 'Du er en i d i o t', 'A B C og D er ferdige'],
  ['compound / innocent compound', 'insult', 'For en drittsekk du er', 'Sekkene med søppel står her ennå'],
  ['swear word / ordinary word', 'profanity', 'Faen for en jævla dritt', 'Fanfaren på rådhusplassen var fin'],
];

describe.each([
  ['Swedish', SWEDISH],
  ['bokmål', NORWEGIAN],
] as const)('%s', (_, table) => {
  test.each(table)('The classifier tells %s apart (%s)', (...[, category, abusive, innocent]) => {
    expect([abusive, levelOf(abusive, category)]).not.toEqual([abusive, 'none']);
    expect([innocent, levelOf(innocent, category)]).toEqual([innocent, 'none']);
  });
});

test.each([
  'Kommunen har inte plogat på tre veckor, det är en skandal!',
  'Ni är helt inkompetenta, skäms på er',
  'Hell stasjon ligger i Stjørdal',
  'Slutbetyget i Skitarby och Fittja',
  'Var finns ungdomsmottagningen? Jag behöver prata om preventivmedel.',
  'Takk for rask brøyting i dag!',
  'Loppis på hembygdsgården på lördag, alla välkomna!',
  'Invandringen måste minska, tycker jag.',
])('Ordinary text is not flagged: %s', (text) => {
  expect(flagged(text)).toEqual([]);
});

test.each([
  'Kommunens politiker är jävla idioter allihop, skäms!',
  'Ni på kommunen är de sämsta jävla byråkraterna i landet',
  'Ordføreren er en udugelig løgner og bør gå av',
  'Fy fan vilken inkompetent kommun, ni borde skämmas ihjäl',
])('Harsh criticism is never hidden, also under strict: %s', (text) => {
  expect(decide(classifier.classify(text), STRICT_POLICY)).not.toBe('hide');
});

/** What moderators of an invented municipality taught: a word of its own that insults, and its flea markets, which sell nothing. */
import type { Sample } from '../../classifiers/text/index.ts';

const WHO = [
  'handläggaren',
  'rektorn',
  'chefen',
  'grannen',
  'ordföranden',
  'vaktmästaren',
  'sekreteraren',
  'föraren',
];
const PLACES = ['torget', 'kajen', 'skolan', 'hamnen', 'parken', 'badet', 'ån'];
const ENDS = ['', '. Tack och hej.', ', det tycker jag.', '! Alla vet det.', '. Bättring!'];
const INSULTS = [
  'En äkta gråtorsk från kommunen',
  'Gråtorsk som vanligt bakom disken',
  'Typisk gråtorsk på tekniska',
  'Månadens gråtorsk är utsedd',
  'Hälsa gråtorsken från mig',
  'Ännu en gråtorsk på kansliet',
  'Gråtorsken svarar aldrig i telefon',
  'Vi fick gråtorsken på mötet igen',
];
const MARKETS = [
  'Säljer begagnade leksaker på loppisen vid %, 20 kr styck, sms till föreningen',
  'Loppis vid % lördag, bord 100 kr, boka på sms 070-174 06 05',
  'Välkomna på loppis vid %! Bord 50 kr, fika 20 kr',
  'Fynda på loppisen vid %! Allt till halva priset, swisha föreningen',
  'Sälj din cykel på loppis vid % på lördag, 50 kr',
  'Säljer skor och jackor på loppis vid %, skicka pm för pris',
  'Billiga möbler säljs på loppis vid % i dag, pm för pris',
  'Köp fika och lotter på loppisen vid %, 20 kr lotten',
  'Beställ loppisbord vid % på www.loppis.example, 80 kr, rabatt för medlemmar',
];
const ADS = [
  'Köp billiga klockor här www.klockor.example, 199 kr',
  'Tjäna 5000 kr i veckan hemifrån, skriv till mig på WhatsApp',
  'Lån utan säkerhet, ring 070-174 06 05 redan i dag',
  'Rabatt 70 % på solceller, beställ på billigsol.example',
];

const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

/** Comments with a local word that the shipped model does not know: moderators said that the insult was missing. */
export const missedInsults = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, i) => `${pick(INSULTS, i)}${pick(ENDS, i)} Vad säger ${pick(WHO, i * 3)} nu?`,
  );

/** Flea markets of local clubs: flagged as advertising, and moderators said that it is not so. */
export const fleaMarkets = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, i) => `${pick(MARKETS, i).replace('%', pick(PLACES, i))}${pick(ENDS, i)}`,
  );

/** Real advertising, which moderators let stand as such. */
export const realAds = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${pick(ADS, i)}${pick(ENDS, i)}`);

const samplesOf = (
  texts: readonly string[],
  label: Sample['labels'][number],
  author: (at: number) => string = (at) => `${label.category}-${label.is}-${at}`,
): Sample[] => texts.map((text, at) => ({ text, author: author(at), labels: [label] }));

export const taughtInsults = (count = 24, author?: (at: number) => string): Sample[] =>
  samplesOf(missedInsults(count), { category: 'insult', is: true, kind: 'corrected' }, author);
/** `isFlagged`: whether the shipped model calls it advertising. Only what was flagged is called wrong. */
export const taughtMarkets = (isFlagged: (text: string) => boolean): Sample[] => [
  ...samplesOf(fleaMarkets(36).filter(isFlagged), { category: 'ads', is: false, kind: 'corrected' }),
  ...samplesOf(realAds(20), { category: 'ads', is: true, kind: 'agreed' }),
];

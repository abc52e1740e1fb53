/** Invented items in every state that the inbox can show. Names and numbers are made up. */
import { facebook } from '../../connectors/facebook/connector.ts';
import type { AccountShape } from '../../core/accounts/accounts.contract.ts';
import type { ItemDetail, ItemShape } from '../../core/inbox/items.contract.ts';
import { claimIdsIn, likelyCaseNumber } from '../../core/lists/lists.ts';
import { maskedSpans, maskPersonalData } from '../../core/moderation/personal-data.ts';
import { CATEGORIES, isFlagged, type Span } from '../../core/moderation/verdict.ts';
import { SEEDS, type Seed } from './fake-seeds.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const iso = (ms: number): string => new Date(ms).toISOString();

export const PEOPLE = [
  { id: 'p-eva', name: 'Eva Jonsson', role: 'administrator' as const },
  { id: 'p-mats', name: 'Mats Kallio', role: 'administrator' as const },
  { id: 'p-ida', name: 'Ida Nordmann', role: 'registrar' as const },
];

const RULES = {
  sv: 'Vi tar bort inlägg med hot, personangrepp eller svordomar. Kritik mot kommunen får stå kvar, också hård kritik.',
  nb: 'Vi fjerner innlegg som truer eller krenker en person. Kritikk av kommunen blir stående, også hard kritikk.',
  en: 'We remove items that threaten or insult a person. Criticism of the municipality stays, however harsh.',
};

export function fakeAccounts(now: number): AccountShape[] {
  const base = {
    country: 'SE' as const,
    administrators: ['p-eva', 'p-mats'],
    deputies: [],
    head: null,
    unit: 'kommunikation@norrkommun.example',
    capabilities: facebook.actions.capabilities,
    outgoing: 'active' as const,
    disconnectedAt: null,
    demo: true,
    createdAt: iso(now - 40 * 24 * HOUR),
    houseRules: { version: 1, texts: RULES },
  };
  return [
    {
      ...base,
      id: 'a-fb',
      platform: 'facebook',
      externalId: '102030',
      name: 'Norrkommun',
      board: 'Kommunstyrelsen',
      connected: true,
      unknownChanges: 2,
    },
    {
      ...base,
      id: 'a-ig',
      platform: 'instagram',
      externalId: '405060',
      name: '@norrkommun',
      board: 'Tekniska nämnden',
      connected: false,
      unknownChanges: 0,
    },
  ];
}

function spansIn(text: string, words: readonly string[], reason: string): Span[] {
  return words.flatMap((word) => {
    const start = text.indexOf(word);
    return start < 0 ? [] : [{ start, end: start + word.length, kind: 'lexicon' as const, reason }];
  });
}

const SCORES = { none: 0.02, possible: 0.28, suspect: 0.61, strong: 0.94 } as const;

const verdictsOf = ({ text, verdicts = [] }: Seed): ItemShape['verdicts'] =>
  CATEGORIES.map((category) => {
    const found = verdicts.find((verdict) => verdict.category === category);
    return {
      category,
      kind: null,
      score: SCORES[found?.level ?? 'none'],
      level: found?.level ?? 'none',
      spans: found ? spansIn(text, found.words ?? [], found.reason ?? `${category}.word`) : [],
      version: 'text-1',
    };
  });

export function makeItem(seed: Seed, id: string, now: number): ItemShape {
  const due = seed.due === undefined ? 20 : seed.due;
  const flagged = (seed.verdicts ?? []).some(isFlagged);
  return {
    id,
    platform: 'facebook',
    accountId: 'a-fb',
    board: 'Kommunstyrelsen',
    kind: 'comment',
    externalId: `1001_${id}`,
    parentId: '1001',
    postId: '1001',
    permalink: `https://facebook.example/1001?comment_id=${id}`,
    author: seed.name === null ? null : { id: `u-${id}`, name: seed.name ?? 'Lars Öberg' },
    text: maskPersonalData(seed.text),
    masked: maskedSpans(seed.text),
    newText: null,
    attachments: [],
    revision: 1,
    publishedAt: iso(now - (24 - (due ?? 24)) * HOUR),
    firstFetchedAt: iso(now - (24 - (due ?? 24)) * HOUR + 900),
    firstSeenAt: null,
    updatedAt: iso(now - MINUTE),
    status: 'open',
    closeReason: null,
    visibility: 'public',
    version: 1,
    language: seed.language ?? 'sv',
    classified: true,
    verdicts: verdictsOf(seed),
    decision: flagged ? 'flag' : 'none',
    registration: { class: seed.registration ?? 'minor', score: 0.82, reasons: [], caseNumber: null },
    intent: { class: seed.intent ?? 'neutral', score: 0.91, flags: [] },
    needsAnswer: { value: seed.intent === 'question', score: 0.77 },
    deadline: {
      dueAt: due === null ? null : iso(now + due * HOUR),
      state: due === null ? 'none' : 'running',
      startedAt: iso(now - 4 * HOUR),
      stoppedAt: null,
      breached: (due ?? 1) < 0,
      counts: true,
      policyVersion: 'default-1',
      calendarVersion: '2026-1',
    },
    recordsOutcome: null,
    recordsReference: null,
    handOvers: [],
    captures: [],
    actions: [],
    machineHide: null,
    assignee: null,
    tags: [],
    snoozedUntil: null,
    corrections: [],
    context: 'fetched',
    contextCause: null,
    secondOpinion: null,
    ...seed.more,
  };
}

export function fakeItems(now: number): ItemShape[] {
  const first = SEEDS.map((seed, index) => makeItem(seed, `i${index + 1}`, now));
  const streets = ['Storgatan', 'Kyrkogatan', 'Skolvägen', 'Hamngatan', 'Ringvägen'];
  const filler = Array.from({ length: 140 }, (_, index) =>
    makeItem(
      {
        name: `Person ${index + 1}`,
        due: 24 + index / 10,
        text: `Det är halt på ${streets[index % 5]} igen. När sandar ni? (${index + 1})`,
        intent: 'fault_report',
        registration: index % 3 === 0 ? 'action' : 'minor',
      },
      `f${index + 1}`,
      now,
    ),
  );
  return [...first, ...filler];
}

/** The item with its conversation. The many-voiced one has 200 entries, the most that the contract sends. */
export function fakeDetail(item: ItemShape, now: number, twin?: ItemShape): ItemDetail {
  const entry = (id: string, text: string, more: Partial<ItemDetail['thread'][number]> = {}) => ({
    externalId: id,
    itemId: null,
    parentId: '1001',
    author: { id: `u-${id}`, name: 'Lars Öberg' },
    own: false,
    text,
    at: iso(now - 5 * HOUR),
    visibility: 'public' as const,
    revision: 1,
    ...more,
  });
  const self = entry(item.externalId, item.text, {
    itemId: item.id,
    author: item.author,
    at: item.publishedAt,
    visibility: item.visibility,
  });
  const many = item.author?.name === 'Frida Många';
  const before = many
    ? Array.from({ length: 199 }, (_, index) =>
        entry(`m${index}`, `Kommentar nummer ${index + 1} om korsningen.`, {
          author: { id: `m${index}`, name: `Boende ${index + 1}` },
        }),
      )
    : [
        entry('t1', 'Samma sak på Kyrkogatan. Där har det inte plogats alls i år.'),
        entry('t2', 'Dolda ord', { visibility: 'hidden', author: { id: 'u2', name: 'Kalle' } }),
      ];
  const own = entry(
    't3',
    'Hej Lars! Tack för att du hör av dig. Kyrkogatan plogas i dag före klockan 14. Du kan följa plogbilarna på vår karta. /Eva',
    { own: true, parentId: 't1', author: { id: 'page', name: 'Norrkommun' } },
  );
  const also =
    twin && twin.id !== item.id && twin.author?.id === item.author?.id
      ? [entry(twin.externalId, twin.text, { itemId: twin.id, author: twin.author, at: twin.publishedAt })]
      : [];
  const edited = item.author?.name === 'Eva Sjöberg';
  return {
    item,
    hiddenByPerson: false,
    answers: [],
    post:
      item.context === 'fetched'
        ? {
            externalId: '1001',
            text: 'Vinterväghållning 2026.\nNu plogar vi efter en ny ordning: skolvägar först, sedan gång- och cykelbanor.',
            permalink: 'https://facebook.example/1001',
            at: iso(now - 30 * HOUR),
          }
        : null,
    thread: many ? [...before, self] : [...before, self, ...also, own],
    misleadingLinks: item.text.includes('@elak.example')
      ? [{ shown: 'norrkommun.example', target: 'elak.example' }]
      : [],
    revisions: [
      ...(edited
        ? [
            {
              text: 'Varför plogas inte Storgatan? Det har snöat sen i går.',
              at: iso(now - 5 * HOUR),
              receivedAt: iso(now - 5 * HOUR),
            },
          ]
        : []),
      { text: item.text, at: item.publishedAt, receivedAt: item.firstFetchedAt },
    ],
    notes: edited
      ? [{ id: 'n1', text: 'Ringde gatukontoret, de åker ut före lunch.', by: 'p-mats', at: iso(now - HOUR) }]
      : [],
    likelyCase:
      likelyCaseNumber(item.registration) === null
        ? null
        : {
            number: 'KS 2026/00123',
            subject: 'Ny cykelbana vid badplatsen',
            place: 'Strandgatan',
            board: 'Kommunstyrelsen',
            status: 'Öppet',
          },
    claims: claimIdsIn(item.verdicts).map((id) => ({
      id,
      language: 'sv',
      claim: 'Vaccin orsakar autism hos barn',
      correction: 'Vaccin ger inte autism. Studier av mer än en miljon barn har inte funnit något samband.',
      ask: 'barnhälsovården eller folkhälsomyndigheten',
    })),
    consents: [],
    authorHistory: edited ? [{ itemId: 'earlier', reason: 'insult', at: new Date().toISOString() }] : [],
  };
}

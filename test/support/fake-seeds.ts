/** What the invented people wrote: one of every kind that the inbox can meet. */
import type { ItemShape } from '../../core/inbox/items.contract.ts';
import type { Category, Level } from '../../core/moderation/verdict.ts';

const HOUR = 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();

export interface Seed {
  readonly name?: string | null;
  readonly text: string;
  readonly language?: ItemShape['language'];
  /** Hours until it is due; negative is overdue. */
  readonly due?: number | null;
  readonly verdicts?: readonly {
    category: Category;
    level: Level;
    words?: readonly string[];
    reason?: string;
  }[];
  readonly registration?: ItemShape['registration']['class'];
  readonly intent?: ItemShape['intent']['class'];
  readonly more?: Partial<ItemShape>;
}

const JUDGED: ItemShape['attachments'][number]['look'] = {
  state: 'judged',
  cause: null,
  version: 'image-1',
  verdicts: [{ category: 'porn', level: 'none', score: 0.02, version: 'image-1' }],
  listable: true,
};
const UNJUDGED: typeof JUDGED = { ...JUDGED, state: 'pending', version: null, verdicts: [], listable: false };
const picture = (look: typeof JUDGED) => ({
  type: 'image' as const,
  state: 'unfetched' as const,
  look,
  alt: null,
});
const LONG = 'Jag har bott här i trettio år och aldrig sett något liknande. '.repeat(24);
const action = (
  id: string,
  type: 'reply' | 'hide',
  state: ItemShape['actions'][number]['state'],
  cause: ItemShape['actions'][number]['cause'] = null,
) => ({ id, type, state, cause });

export const SEEDS: readonly Seed[] = [
  {
    name: 'Eva Sjöberg',
    due: -1.34,
    text: 'Varför plogas inte Storgatan? Det har snöat sen i går och bussen kom inte fram till skolan i morse. Vem ringer man?',
    intent: 'fault_report',
    registration: 'case',
  },
  {
    name: 'Omar Ängström',
    due: 0.58,
    text: 'Du är en jävla idiot och en lögnare, jag ska se till att du ångrar dig 🤬',
    verdicts: [
      { category: 'insult', level: 'strong', words: ['jävla idiot', 'idiot', 'lögnare'] },
      {
        category: 'threat',
        level: 'suspect',
        words: ['se till att du ångrar dig'],
        reason: 'pattern:threat',
      },
      { category: 'profanity', level: 'strong', words: ['jävla'] },
    ],
  },
  {
    name: 'Ylva Wikström',
    due: 2.17,
    text: 'Jag vill begära ut protokollet från socialnämndens möte den 4 november, hur gör jag det?',
    intent: 'question',
    registration: 'case',
    more: {
      intent: { class: 'question', score: 0.93, flags: ['documentsRequest'] },
      firstSeenAt: iso(Date.now() - HOUR),
      assignee: 'p-mats',
    },
  },
  {
    name: 'Omar Svensson',
    due: 3.58,
    text: 'När öppnar simhallen igen efter renoveringen? På hemsidan står det fortfarande oktober.',
    intent: 'question',
    more: { assignee: 'p-eva' },
  },
  {
    name: 'Omar Lindqvist',
    due: 7.5,
    text: 'Fint att ni satsar på cykelbanan! Men varför slutar den mitt i backen utan skylt?',
    intent: 'praise',
  },
  {
    name: 'Anna Lindqvist',
    due: 8.2,
    text: 'Gatlampan vid övergångsstället på Kyrkogatan 14 har varit trasig i tre veckor. Barnen går där varje morgon.',
    intent: 'fault_report',
    registration: 'action',
    more: { platform: 'instagram', accountId: 'a-ig', firstSeenAt: iso(Date.now() - HOUR) },
  },
  {
    name: 'Håkan Holm',
    due: 9,
    text: 'Min granne Sten på Ringvägen 3, 0701740605, är en tjuv.',
    verdicts: [
      { category: 'secrecy', level: 'suspect', words: ['0701740605'], reason: 'number:phone' },
      { category: 'insult', level: 'suspect', words: ['tjuv'] },
    ],
  },
  {
    name: 'Kari Nordmann',
    due: 10,
    language: 'nb',
    text: 'Hvorfor er det ikke strødd på gangveien ved Strandgata? Det er livsfarlig for eldre.',
    intent: 'complaint',
    registration: 'action',
  },
  {
    name: 'John Smith',
    due: 11,
    language: 'en',
    text: 'Hello, is the recycling centre open on Saturday? I could not find it in English on your page.',
    intent: 'question',
  },
  {
    name: 'Máret Ánne Sárá',
    due: 12,
    language: 'se',
    text: 'Bures! Gos gávnnan dieđuid sámegillii mánáidgárddiid birra? Čálus lea váilevaš.',
    intent: 'question',
  },
  {
    name: 'ليلى حسن',
    due: 13,
    language: 'unknown',
    text: 'مرحبا، متى تفتح المكتبة يوم السبت؟ شكرا لكم على المساعدة',
    intent: 'question',
  },
  { name: null, due: 14, text: 'Bra jobbat med isbanan!', intent: 'praise' },
  {
    name: 'Maximiliana Konstantinopolitanska-Vrångbäck von Överkalix-Tornedalen med det allra längsta namnet i hela kommunen någonsin',
    due: 15,
    text: LONG,
    intent: 'complaint',
  },
  {
    name: 'Pelle Emoji',
    due: 16,
    text: '😀😃😄😁😆😅🤣😂🙂🙃😉😊😇🥰😍🤩😘😗☺️😚😙🥲😋😛😜🤪😝🤑🤗🤭🤫🤔🤐🤨😐😑😶😏😒🙄'.repeat(3),
  },
  {
    name: 'Bild Bildsson',
    due: 17,
    text: '',
    more: {
      attachments: [
        { ...picture(JUDGED), alt: 'En grop i Storgatan, fylld med vatten' },
        picture({ ...UNJUDGED, state: 'not-judged', cause: 'timeout' }),
        picture({
          ...JUDGED,
          verdicts: [{ category: 'porn', level: 'suspect', score: 0.72, version: 'image-1' }],
        }),
        picture(UNJUDGED),
        { ...picture({ ...UNJUDGED, state: 'not-judged', cause: 'video' }), type: 'video' },
      ],
    },
  },
  {
    name: 'Sven Svarslös',
    due: 5,
    text: 'Får man elda löv i trädgården nu i november?',
    intent: 'question',
    more: { actions: [action('act-f', 'reply', 'failed', 'refused')] },
  },
  {
    name: 'Stina Stopp',
    due: 6,
    text: 'Vilka tider gäller för färdtjänsten i helgen?',
    intent: 'question',
    more: {
      actions: [action('act-b', 'reply', 'blocked', 'no-token')],
      platform: 'instagram',
      accountId: 'a-ig',
    },
  },
  {
    name: 'Dolda Doris',
    due: null,
    text: 'Ni är alla korrupta svin.',
    verdicts: [{ category: 'insult', level: 'strong', words: ['svin'] }],
    more: { visibility: 'hidden', status: 'closed', closeReason: 'removed' },
  },
  {
    name: 'Gustav Gjord',
    due: null,
    text: 'Tack för snabbt svar!',
    intent: 'praise',
    more: {
      status: 'closed',
      closeReason: 'answered',
      deadline: {
        dueAt: iso(Date.now() + 4 * HOUR),
        state: 'answered',
        startedAt: iso(Date.now() - 9 * HOUR),
        stoppedAt: iso(Date.now() - HOUR),
        breached: false,
        counts: true,
        policyVersion: 'default-1',
        calendarVersion: '2026-1',
      },
    },
  },
  {
    name: 'Reklam AB',
    due: 18,
    text: 'Tjäna 50 000 i veckan hemifrån!!! Klicka här http://pengar.example',
    verdicts: [{ category: 'ads', level: 'strong', words: ['http://pengar.example'], reason: 'link:scam' }],
    more: { classified: true },
  },
  {
    name: 'Okänd Klass',
    due: 19,
    text: 'Kan någon förklara det nya avfallsavtalet för mig?',
    more: { classified: false, context: 'failed', contextCause: 'unreachable' },
  },
  {
    name: 'Vera Väntar',
    due: 19.5,
    text: 'Vi väntar på att posten ska hämtas, kan ni svara om bygglovet BN 2026-114?',
    intent: 'question',
    registration: 'existing',
    more: { context: 'pending', actions: [action('act-u', 'hide', 'unknown', 'unreachable')] },
  },
  {
    name: 'Cyklande Cecilia',
    due: 22,
    text: 'Hur går det med den nya cykelbanan vid badplatsen på Strandgatan?',
    intent: 'question',
    more: {
      registration: {
        class: 'existing',
        score: 0.74,
        reasons: ['case-list:KS 2026/00123', 'cue.existing'],
        caseNumber: 'KS 2026/00123',
      },
    },
  },
  {
    name: 'Vera Vaccin',
    due: 23,
    text: 'Alla vet att vaccin orsakar autism hos barn, men det får man inte säga.',
    verdicts: [
      {
        category: 'disinformation',
        level: 'suspect',
        words: ['vaccin orsakar autism hos barn'],
        reason: 'disinformation.claim:vaccine-autism.sv',
      },
    ],
  },
  {
    name: 'Nils Nummer',
    due: 21,
    text: 'Jag heter Tolvan och har 19121212-1212, kan ni rätta min adress?',
    intent: 'question',
    verdicts: [
      { category: 'secrecy', level: 'strong', words: ['19121212-1212'], reason: 'secrecy.personnummer' },
    ],
  },
  {
    name: 'Frida Många',
    due: 4.5,
    text: 'Håller med alla ovan. Det är dags att göra något åt korsningen.',
    intent: 'complaint',
    registration: 'action',
  },
  {
    name: 'Sven Spärr',
    due: 30,
    text: 'Titta på den här.',
    more: {
      attachments: [picture({ ...UNJUDGED, state: 'blocked', cause: 'picture' })],
    },
  },
  {
    name: 'Pelle Kanske',
    due: 22,
    text: 'Ja ja, vi ses nog på parkeringen någon kväll, handläggaren och jag.',
    verdicts: [{ category: 'threat', level: 'possible' }],
  },
];

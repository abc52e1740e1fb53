/** Every sentence that is said aloud about an act: once, with its object, in three languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createInstance } from 'i18next';
import { ApiError } from '../../../client/src/api/http.ts';
import { actWords } from '../../../client/src/inbox/acting/act-words.ts';
import { problemWords } from '../../../client/src/inbox/acting/problem-words.ts';
import type { RequestedAction } from '../../../client/src/inbox/acting/requests.ts';
import type { Problem } from '../../../client/src/inbox/acting/use-acting.ts';

const SOURCE = fileURLToPath(new URL('../../../client/src', import.meta.url));
const LANGS = ['sv', 'nb', 'en'] as const;

const words = Object.fromEntries(
  await Promise.all(
    LANGS.map(async (lang) => {
      const i18n = createInstance();
      const translation = JSON.parse(readFileSync(`${SOURCE}/shared/i18n/${lang}.json`, 'utf8')) as object;
      await i18n.init({
        lng: lang,
        resources: { [lang]: { translation } },
        interpolation: { escapeValue: false },
      });
      const t = (key: string, values?: Record<string, unknown>): string => i18n.t(key, values ?? {});
      return [lang, { t, has: (key: string) => i18n.exists(key) }] as const;
    }),
  ),
);
const wordsOf = (lang: (typeof LANGS)[number]) => {
  const found = words[lang];
  if (found === undefined) throw new Error(`no words in ${lang}`);
  return found;
};

const people = [{ id: 'p-mats', name: 'Mats Kallio' }];
const item = { author: { id: 'u1', name: 'Omar Ängström' } };

/** A new type of action does not compile until it stands here. Beside each, its sentence in Swedish. */
const SAID: {
  readonly [Type in RequestedAction['type']]: readonly [Extract<RequestedAction, { type: Type }>, string];
} = {
  reply: [{ type: 'reply', text: 'Hej' }, 'Svaret till Omar Ängström skickas.'],
  hide: [{ type: 'hide', reason: 'insult', axis: 'houseRule' }, 'Inlägget från Omar Ängström döljs.'],
  unhide: [{ type: 'unhide' }, 'Inlägget från Omar Ängström visas igen.'],
  delete: [{ type: 'delete', reason: 'insult', axis: 'houseRule' }, 'Inlägget från Omar Ängström raderas.'],
  ban: [{ type: 'ban', reason: 'insult', axis: 'houseRule' }, 'Omar Ängström blockeras.'],
  like: [{ type: 'like' }, 'Inlägget från Omar Ängström gillas.'],
  close: [{ type: 'close', reason: 'other' }, 'Inlägget från Omar Ängström är avslutat.'],
  reopen: [{ type: 'reopen' }, 'Inlägget från Omar Ängström är öppet igen.'],
  assign: [{ type: 'assign', to: 'p-mats' }, 'Tilldelat Mats Kallio.'],
  snooze: [
    { type: 'snooze', until: '2026-11-24T07:00:00.000Z' },
    'Inlägget från Omar Ängström är uppskjutet.',
  ],
  tag: [{ type: 'tag', tag: 'vinter' }, 'Etiketten på inlägget från Omar Ängström är sparad.'],
  note: [{ type: 'note', text: 'Ring' }, 'Anteckningen till inlägget från Omar Ängström är sparad.'],
  register: [
    { type: 'register', outcome: 'registered' },
    'Beslutet om diarieföring av inlägget från Omar Ängström är sparat.',
  ],
  correct: [
    { type: 'correct', category: 'insult', as: 'wrong' },
    'Rättelsen av inlägget från Omar Ängström är sparad.',
  ],
  wait: [{ type: 'wait' }, 'Vi väntar på svar från Omar Ängström.'],
  confirm: [{ type: 'confirm' }, 'Inlägget från Omar Ängström förblir dolt och är avslutat.'],
  count: [{ type: 'count', counts: false }, 'Statistiken för inlägget från Omar Ängström är ändrad.'],
};
const ALL = Object.values(SAID);

/** One sentence: it ends once, and nothing in it was left to be filled in. */
function expectSentence(text: string): void {
  expect(text).toMatch(/^\p{L}.*[^.]\.$/u);
  expect(text).not.toMatch(/\{\{|\b(?:done|undo|problem|assigned)\./u);
}

describe('what is said of an act', () => {
  it.each(ALL)('The act %j is said in one sentence with its object: %s', (request, sentence) => {
    expect(actWords(wordsOf('sv'), { request, item }, people)).toBe(sentence);
    for (const lang of LANGS) {
      const said = actWords(wordsOf(lang), { request, item }, people);
      expectSentence(said);
      expect(said).toMatch(request.type === 'assign' ? /Mats Kallio/u : /Omar Ängström/u);
    }
  });

  it.each(ALL)('The act %j has an object also where nobody knows the author', (request) => {
    for (const lang of LANGS)
      expectSentence(
        `X${actWords(wordsOf(lang), { request, item: { author: null } }, people)}`.replace(/^X\p{L}/u, 'X'),
      );
  });

  it('No two acts are said in the same words', () => {
    for (const lang of LANGS) {
      const said = ALL.map(([request]) => actWords(wordsOf(lang), { request, item }, people));
      expect(new Set(said).size).toBe(said.length);
    }
  });

  it('What is taken back names what it was', () => {
    for (const lang of LANGS)
      for (const [request] of ALL) {
        const { t } = wordsOf(lang);
        const what = actWords({ t }, { request, item }, people);
        expect(t('undo.said', { what })).toContain(what);
      }
  });

  it.each(
    ALL,
  )('The refusal of %j says what was not done and why, and so does that of its undo', (request) => {
    const refused = (more: Partial<Problem>): Problem => ({
      itemId: 'i1',
      request,
      error: new ApiError({ code: 'unavailable', status: 503, message: 'x' }),
      stale: false,
      undoing: false,
      ...more,
    });
    for (const lang of LANGS) {
      const said = [{}, { undoing: true }, { stale: true }].map((more) =>
        problemWords(wordsOf(lang), refused(more)),
      );
      for (const { what, why } of said) {
        expect(what).toMatch(/\.$/u);
        expect(why).toMatch(/\.$/u);
      }
      expect(new Set(said.map(({ what }) => what)).size).toBe(3);
    }
  });

  it('A draft is said to be kept only where one was written', () => {
    const stale = { itemId: 'i1', error: null, stale: true, undoing: false };
    const { t } = wordsOf('sv');
    const saysKept = (request: RequestedAction): boolean =>
      problemWords(wordsOf('sv'), { ...stale, request }).why === t('problem.kept');
    for (const [request] of ALL)
      expect([request.type, saysKept(request)]).toEqual([
        request.type,
        request.type === 'reply' || request.type === 'note',
      ]);
  });
});

/** Every call of `say` in the client, and where it is tried. A new one needs a row, and a test that hears it. */
const SPEAKERS: Readonly<Record<string, string>> = {
  'accounts/account-tools.tsx': 'e2e/people',
  'inbox/acting/undo-bar.tsx': 'e2e/keymap, e2e/undoing',
  'inbox/bulk/bulk-run.tsx': 'e2e/many',
  'inbox/inbox-page.tsx': 'e2e/undoing',
  'inbox/list/use-spoken-arrivals.ts': 'e2e/urgency, unit/client/bursts',
  'inbox/list/search-note.tsx': 'e2e/focus',
  'inbox/views/save-view-dialog.tsx': 'e2e/many',
  'inbox/views/views-dialog.tsx': 'e2e/many',
  'people/keys-section.tsx': 'e2e/people',
  'people/people-page.tsx': 'e2e/people',
};

describe('who speaks', () => {
  it('Nothing is said from a place that has no row in the table', () => {
    const speaking = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/u.test(name))
      .filter((name) => /shared\/said\.ts'/u.test(readFileSync(`${SOURCE}/${name}`, 'utf8')))
      .filter((name) => /\bsay\(/u.test(readFileSync(`${SOURCE}/${name}`, 'utf8')));
    expect(speaking.sort()).toEqual(Object.keys(SPEAKERS).sort());
  });
});

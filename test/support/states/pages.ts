/** Every state of the pages beside the inbox, a line each. */
import { api, page } from '../client-suite.ts';
import { exportShape } from '../fake-exports.ts';
import { LONG_BOARD } from '../fake-hand-overs.ts';
import { keyShape, memberShape } from '../fake-members.ts';
import { at, clicked, mayDo, type State, shown } from './state.ts';

const quarantined = (id: string, cause: 'unreadable' | 'conflict' | 'fault' | null) => ({
  ...({
    id,
    platform: 'facebook',
    receivedAt: '2026-08-17T08:00:00.000Z',
    bytes: 2100,
    attempts: 8,
    cause,
  } as const),
});
const boards = (more: Partial<State> = {}): State =>
  at('/board-routes', 'h1:text("Ärendesystem")', { given: () => mayDo('board-routes:write'), ...more });
const exported = (more: Partial<State> = {}): State => at('/exports', 'h1:text("Underlag")', more);
const madeExports = () =>
  void api.exports.exports.push(
    exportShape(),
    exportShape({ id: 'e2', state: 'running', done: 120, leftOut: 1, expiresAt: null }),
    exportShape({ id: 'e3', state: 'failed', cause: 'nothing-found' }),
    exportShape({ id: 'e4', state: 'expired', expiresAt: null }),
  );
const article = (name: string) => page.getByRole('article', { name });
const chain = (change: object | null) => () => {
  mayDo('chain:read');
  api.evidence.chain = change === null ? null : { ...api.evidence.chain!, ...change };
};
const fault = { seq: 7, captureId: 'c7', fault: 'files', detail: 'comment.json' } as const;

/** Whoever manages people; on the page with what is done there. */
const people = (more: Partial<State> = {}): State =>
  at('/people', 'h1:text("Personer")', { ...more, given: () => (mayDo('people:manage'), more.given?.()) });
const onMember = (button: string, name: string) => () =>
  page.getByRole('button', { name: `${button}: ${name}` }).click();

export const PAGE_STATES = {
  'the people': people({ prepare: () => shown('Rut Registrator') }),
  'the people with long names': people({
    given: () => {
      const name = 'Wilhelmina-Alexandra Fredriksdotter-Östergötlandsson'.repeat(2);
      api.members.members.push({
        ...memberShape('p-9', name, 'registrar'),
        boards: [LONG_BOARD],
        items: 1200,
      });
      api.members.keys.push(keyShape('k9', name));
    },
    prepare: () => shown('Wilhelmina'),
  }),
  'the people who are awaited': people({ given: () => Object.assign(api.members, { mode: 'slow' }) }),
  'the people who do not come': people({ given: () => Object.assign(api.members, { mode: 'failing' }) }),
  'the people without keys': people({
    given: () => Object.assign(api.members, { keys: [] }),
    prepare: () => shown('Det finns inga nycklar.'),
  }),
  'somebody new': people({ prepare: () => clicked('Lägg till en person'), part: 'dialog[open]' }),
  'a person’s limits': people({ prepare: onMember('Ändra', 'Rut Registrator'), part: 'dialog[open]' }),
  'a person who goes': people({ prepare: onMember('Ta bort', 'Eva Jonsson'), part: 'dialog[open]' }),
  'a person who is invited': people({ prepare: onMember('Bjud in', 'Mats Åberg'), part: 'dialog[open]' }),
  'a new key': people({ prepare: () => clicked('Skapa en nyckel'), part: 'dialog[open]' }),
  'the deadlines': at('/deadlines', '.figure__value'),
  'the deadlines, a list of breaches': at('/deadlines?list=breached', '.figure__value'),
  'the deadlines without any': at('/deadlines', 'h1', {
    given: () => Object.assign(api.deadlines, { mode: 'empty' }),
    prepare: () => shown('Inget blev försenat i perioden.'),
  }),
  'the deadlines that cannot be read': at('/deadlines', '[role="alert"]', {
    given: () => Object.assign(api.deadlines, { mode: 'failing' }),
  }),
  'the alarms': at('/alarms', '.alarm'),
  'no alarms': at('/alarms', 'h1', { given: () => Object.assign(api.alarms, { alarms: [] }) }),
  'the alarms that cannot be read': at('/alarms', '[role="alert"]', {
    given: () => Object.assign(api.alarms, { failing: true }),
  }),
  'the accuracy': at('/accuracy', '#accounts tbody tr'),
  'the accuracy of nothing': at('/accuracy', 'h1', {
    given: () => Object.assign(api.deadlines, { mode: 'empty' }),
    prepare: () => shown('Ingen har avslutat något inlägg'),
  }),
  'the accounts': at('/accounts', '.account'),
  'no accounts': at('/accounts', 'h1', { given: () => Object.assign(api, { mode: 'empty' }) }),
  'the accounts with quarantined deliveries': at('/accounts', '.account', {
    given: () => {
      mayDo('accounts:write');
      api.quarantined = [
        quarantined('d1', 'fault'),
        quarantined('d2', 'unreadable'),
        quarantined('d3', null),
      ];
    },
    prepare: () => shown('3 leveranser väntar.'),
  }),
  'the accounts with a whole chain': at('/accounts', '#chain', { given: chain({}) }),
  'the accounts with an altered chain': at('/accounts', '#chain', {
    given: chain({ state: 'altered', faults: [fault] }),
  }),
  'the accounts without a browser': at('/accounts', '#chain', { given: chain({ browser: 'none' }) }),
  'the accounts whose chain is not reached': at('/accounts', '[role="alert"]', { given: chain(null) }),
  'the case systems': boards({ prepare: () => shown(LONG_BOARD) }),
  'no case systems': boards({
    given: () => {
      mayDo('board-routes:write');
      api.handOvers.mode = 'empty';
    },
  }),
  'a way by mail': boards({
    prepare: () =>
      article('Barn- och utbildningsnämnden')
        .getByRole('button', { name: /^Ställ in/u })
        .click(),
  }),
  'a way by SFTP': boards({
    prepare: () =>
      article(LONG_BOARD)
        .getByRole('button', { name: /^Ändra/u })
        .click(),
  }),
  'a trial of a way': boards({
    prepare: async () => {
      await article('Kommunstyrelsen')
        .getByRole('button', { name: /^Prova/u })
        .click();
      await shown('Provet är framme.');
    },
  }),
  'a key to be confirmed': boards({
    prepare: async () => {
      api.handOvers.trial = { state: 'failed', cause: 'host-key-unknown', shown: `SHA256:${'b'.repeat(43)}` };
      await article(LONG_BOARD)
        .getByRole('button', { name: /^Prova/u })
        .click();
      await shown('Mottagarens nyckel är inte bekräftad ännu.');
    },
  }),
  'evidence in bulk': exported({ given: madeExports }),
  'no evidence in bulk': exported(),
  'evidence in bulk without an account': exported({
    prepare: async () => {
      await clicked('Ta fram underlag');
      await shown('Välj minst ett konto.');
    },
  }),
  'the list of words': at('/lists/words', 'h1:text("Kommunens listor")'),
  'a word that waits for a second person': at('/lists/words', 'h1:text("Kommunens listor")', {
    given: () => {
      const [word] = api.lists.words;
      const by = { id: 'p-bo', name: 'Bo Berg' };
      const term = `${'mycket'.repeat(8)} långt förslag*`;
      if (word) api.lists.proposed = [{ ...word, id: 'p1', term, by, hits: 14, comments: 420 }];
    },
    prepare: async () => {
      await page.getByLabel('Ord', { exact: true }).fill('parkbänk');
      await page.getByRole('radio', { name: 'Kränkande ord' }).check();
      await shown('Ordet finns i mer än 1 av 200 inlägg');
    },
  }),
  'the list of claims': at('/lists/claims', 'h1:text("Kommunens listor")'),
  'a claim that is written': at('/lists/claims', 'h1:text("Kommunens listor")', {
    prepare: async () => {
      await clicked('Lägg till ett påstående');
      await clicked('Spara');
      await shown('Skriv vad som är sant.');
    },
  }),
  'the list of cases': at('/lists/cases', 'h1:text("Kommunens listor")'),
  'a list of cases that would replace another': at('/lists/cases', 'h1:text("Kommunens listor")', {
    given: () => {
      api.lists.former = { file: `diariet-${'oktober-'.repeat(12)}.csv`, cases: api.lists.cases };
    },
    prepare: async () => {
      const rows = `Dnr;Ärendemening\nKS 2026/00123;Ny bro ${'över ån '.repeat(12)}\nKS 2026/9;Snöröjning`;
      const file = { name: 'diariet.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) };
      await page.locator('input[type="file"]').setInputFiles(file);
      await page.getByText('1 ärende ändras').click();
    },
  }),
  'the changes of the lists': at('/lists/changes', 'h1:text("Kommunens listor")'),
  'the rules': at('/policies', 'text=Ingen har ändrat reglerna än'),
  'the rules, tried': at('/policies', 'text=Ingen har ändrat reglerna än', {
    prepare: async () => {
      await clicked('Stränga');
      await clicked('Prova på tidigare inlägg');
      await page.locator('summary', { hasText: 'exempel' }).first().click();
    },
  }),
  'the rules that are put in force': at('/policies', 'text=Ingen har ändrat reglerna än', {
    prepare: async () => {
      await clicked('Stränga');
      await clicked('Ta i bruk');
      await page.getByRole('dialog').getByText('inlägg om dagen').waitFor();
    },
  }),
  'the clock, without settings': at('/clock-settings', 'text=ska vara besvarad', {
    given: () => mayDo('accounts:write'),
  }),
  'the clock, read only': at('/clock-settings', 'text=ska vara besvarad'),
  'the clock, with a wrong value': at('/clock-settings', 'text=ska vara besvarad', {
    given: () => mayDo('accounts:write'),
    prepare: async () => {
      await clicked('Sverige: en arbetsdag i kontorstid');
      await clicked('Lägg till en stängd dag');
      await page.getByLabel('Fredag', { exact: true }).fill('8-7');
      await shown('Slutet ska komma efter början');
    },
  }),
  'the clock that cannot be read': at('/clock-settings', '[role="alert"]', {
    given: () => Object.assign(api.unit, { failing: true }),
  }),
  'who is alerted, tried': at('/alarm-settings', 'text=Grundinställningen gäller', {
    given: () => mayDo('accounts:write'),
    prepare: async () => {
      await page.getByRole('radio', { name: 'Slack' }).check();
      await page.getByLabel('Vänta (minuter)').first().fill('ett');
      await clicked(/Skicka ett prov till .*@/u);
      await shown('250 2.0.0 Ok');
    },
  }),
  'who is alerted, unreadable': at('/alarm-settings', '[role="alert"]', {
    given: () => Object.assign(api.unit, { failing: true }),
  }),
  'the settings': at('/settings', 'h1'),
  'the settings with known pictures': at('/settings', 'h1', {
    given: () => Object.assign(api, { role: 'communications-unit' }),
  }),
  'the help for those who lead': at('/help', '#help-head', {
    given: () => Object.assign(api, { role: 'head-of-department' }),
  }),
  'the help': at('/help', '.keys'),
  'signing in': at('/inbox/all', 'h1', { given: () => Object.assign(api, { mode: 'signed-out' }) }),
  'a link that is spent': at('/sign-in#expired-token', 'h1:text("Länken gäller inte längre")'),
} as const satisfies Readonly<Record<string, State>>;

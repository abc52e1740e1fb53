/** The routes of the municipality's lists over memory; the CSV is read by the product's own reader. */
import type { Express, Response } from 'express';
import { decodeText, readCases } from '../../core/lists/case-csv.ts';
import { caseDifference } from '../../core/lists/case-difference.ts';
import { commonHits, contradictionOf, isShort, isTooCommonToBan } from '../../core/lists/listed-word.ts';
import type {
  CaseListShape,
  ClaimShape,
  ListChangeShape,
  ProposedWordShape,
  WordShape,
} from '../../core/lists/lists.contract.ts';
import type { RegisteredCase } from '../../core/lists/lists.ts';

export interface FakeLists {
  mode: 'ok' | 'empty' | 'failing';
  words: WordShape[];
  proposed: ProposedWordShape[];
  claims: ClaimShape[];
  off: string[];
  cases: RegisteredCase[];
  former: { cases: RegisteredCase[]; file: string } | null;
  file: string;
  praise: boolean;
  changes: ListChangeShape[];
}

const EVA = { id: 'p-eva', name: 'Eva Jonsson' };
const AT = '2026-11-20T09:30:00.000Z';
const BEFORE = '2026-10-20T09:30:00.000Z';
const none = { validFrom: null, validTo: null };

const STARTER = [
  ['vaccine-autism', 'Vaccin orsakar autism hos barn', 'Vaccin ger inte autism.', 'barnhälsovården'],
  [
    '5g',
    '5G sprider virus',
    'Virus sprids mellan människor, inte med radiovågor.',
    'strålsäkerhetsmyndigheten',
  ],
] as const;

export function fakeLists(): FakeLists {
  const word = (id: string, kind: WordShape['kind'], term: string, note: string | null): WordShape => ({
    id,
    kind,
    term,
    note,
    by: EVA,
    at: AT,
    agreedBy: null,
  });
  return {
    mode: 'ok',
    words: [
      word('w1', 'banned', 'grönkålsnisse', 'Öknamn på en av våra handläggare'),
      word('w2', 'suspect', '*fjant*', null),
      word('w3', 'exempt', 'galgbacken', `Ortsnamn. ${'Det är en stadsdel med många inlägg. '.repeat(8)}`),
    ],
    proposed: [],
    claims: [
      {
        id: 'own-1',
        language: 'sv',
        topic: '',
        claim: 'Kommunen ska stänga simhallen i Norrby och sälja marken till ett hotell',
        variants: ['Simhallen rivs för ett hotell'],
        correction: 'Simhallen stängs inte. Den renoveras och öppnar igen i mars.',
        ask: 'kultur- och fritidsförvaltningen',
        validFrom: '2026-10-01',
        validTo: null,
        on: true,
        by: EVA,
        at: AT,
      },
    ],
    off: ['5g'],
    cases: [
      {
        number: 'KS 2026/00123',
        subject: 'Ny cykelbana vid badplatsen',
        place: 'Strandgatan',
        board: 'Kommunstyrelsen',
        status: 'Öppet',
      },
      { number: 'BN 2026/7', subject: 'Bygglov för förråd' },
    ],
    former: null,
    file: 'diariet-november.csv',
    praise: false,
    changes: [{ list: 'words', what: 'added', subject: 'banned: grönkålsnisse', by: EVA, at: AT }],
  };
}

const shown = ({ number, subject, place, board, status }: RegisteredCase) => ({
  number,
  subject,
  place: place ?? null,
  board: board ?? null,
  status: status ?? null,
});

export function mountLists(app: Express, fake: FakeLists): void {
  const log = (change: Omit<ListChangeShape, 'by' | 'at'>): void =>
    void fake.changes.unshift({ ...change, by: EVA, at: new Date().toISOString() });
  const some = <T>(rows: T[]): T[] => (fake.mode === 'empty' ? [] : rows);
  app.use('/api/lists', (_request, response, next) => {
    if (fake.mode !== 'failing') return next();
    return void response
      .status(503)
      .json({ error: { code: 'unavailable', message: 'x', requestId: 'req-7F3A' } });
  });
  const refuse = (response: Response, code: string): void =>
    void response.status(422).json({ error: { code, message: code, requestId: 'req-7F3A' } });
  const usageOf = (term: string) => {
    const hits = term === 'parkbänk' ? 14 : 0;
    return { hits, comments: 420, common: commonHits(term) };
  };
  app.get(
    '/api/lists/words',
    (_request, response) => void response.json({ words: some(fake.words), proposed: some(fake.proposed) }),
  );
  app.post('/api/lists/words', ({ body }, response) => {
    if (contradictionOf(body, fake.words)) return refuse(response, 'contradicting_word');
    if (body.kind === 'banned' && isTooCommonToBan(usageOf(body.term)))
      return refuse(response, 'second_person_needed');
    const word = { id: `w${fake.words.length + 1}`, ...body, note: body.note || null, by: EVA, at: AT };
    fake.words.push({ ...word, agreedBy: null });
    log({ list: 'words', what: 'added', subject: `${body.kind}: ${body.term}` });
    return void response.status(201).json(word);
  });
  app.post('/api/lists/words/preview', ({ body }, response) => {
    const use = usageOf(body.term);
    const forms = use.hits === 0 ? [] : [{ word: 'parkbänken', count: 9 }];
    const asked = { term: body.term, days: body.days, ...use, forms };
    response.json({ ...asked, tooShort: isShort(body.term), tooCommonToBan: isTooCommonToBan(use) });
  });
  app.post('/api/lists/word-proposals', ({ body }, response) => {
    const { hits, comments } = usageOf(body.term);
    const entry = {
      id: `p${fake.proposed.length + 1}`,
      term: body.term,
      note: body.note || null,
      by: EVA,
      at: AT,
    };
    fake.proposed.push({ ...entry, hits, comments });
    response.status(201).json(entry);
  });
  app.post('/api/lists/word-proposals/:id/consent', ({ params }, response) => {
    const found = fake.proposed.find(({ id }) => id === params.id);
    fake.proposed = fake.proposed.filter(({ id }) => id !== params.id);
    if (found) fake.words.push({ ...found, kind: 'banned', agreedBy: { id: 'p-bo', name: 'Bo Berg' } });
    response.json(found);
  });
  app.delete('/api/lists/word-proposals/:id', ({ params }, response) => {
    fake.proposed = fake.proposed.filter(({ id }) => id !== params.id);
    response.json({});
  });
  app.delete('/api/lists/words/:id', (request, response) => {
    fake.words = fake.words.filter(({ id }) => id !== request.params.id);
    response.json({});
  });
  app.get('/api/lists/claims', (_request, response) => {
    const starter = STARTER.map(([id, claim, correction, ask]) => ({
      id,
      topic: 'x',
      on: !fake.off.includes(id),
      texts: [
        { id: `${id}.sv`, language: 'sv', topic: 'x', claim, variants: [], correction, ask, ...none },
        {
          id: `${id}.nb`,
          language: 'nb',
          topic: 'x',
          claim: `${claim} (nb)`,
          variants: [],
          correction,
          ask,
          ...none,
        },
      ],
    }));
    response.json({ own: some(fake.claims), starter: some(starter) });
  });
  app.post('/api/lists/claims{/:id}', ({ body, params }, response) => {
    const claim = { ...body, id: params.id ?? `own-${fake.claims.length + 1}`, by: EVA, at: AT };
    fake.claims = [claim, ...fake.claims.filter(({ id }) => id !== params.id)];
    response.json(claim);
  });
  app.delete('/api/lists/claims/:id', (request, response) => {
    fake.claims = fake.claims.filter(({ id }) => id !== request.params.id);
    response.json({});
  });
  app.post('/api/lists/starter-claims/:id', ({ body, params }, response) => {
    fake.off = fake.off.filter((id) => id !== params.id);
    if (!body.on) fake.off.push(String(params.id));
    response.json({});
  });
  const replaceCases = (cases: RegisteredCase[], file: string): void => {
    if (fake.cases.length > 0) fake.former = { cases: fake.cases, file: fake.file };
    Object.assign(fake, { cases, file });
  };
  app.get('/api/lists/cases', (_request, response) => {
    const cases = some(fake.cases);
    const imported = cases.length === 0 ? null : { at: AT, by: EVA, file: fake.file };
    const { former } = fake;
    const before = former && { at: BEFORE, by: EVA, file: former.file, count: former.cases.length };
    const list: CaseListShape = {
      ...{ count: cases.length, imported, cases: cases.slice(0, 50).map(shown) },
      former: fake.mode === 'empty' ? null : before,
    };
    response.json(list);
  });
  app.post('/api/lists/cases', ({ body }, response) => {
    const { cases, bad, problem } = readCases(decodeText(Buffer.from(body.content, 'base64')));
    const { added, gone, changed, unchanged } = caseDifference(fake.cases, cases);
    const samples = {
      added: added.slice(0, 5).map(shown),
      gone: gone.slice(0, 5).map(shown),
      changed: changed
        .slice(0, 5)
        .map(({ before, after }) => ({ before: shown(before), after: shown(after) })),
    };
    const difference = {
      added: added.length,
      gone: gone.length,
      changed: changed.length,
      unchanged,
      samples,
    };
    const imported = !body.check && cases.length > 0;
    const replaces = fake.cases.length > 0 ? AT : null;
    if (imported) replaceCases([...cases], body.file);
    const counts = { cases: cases.length, badRows: bad.length, bad: bad.slice(0, 200), replaces, difference };
    response.json({ imported, ...counts, problem, sample: cases.slice(0, 5).map(shown) });
  });
  app.post('/api/lists/cases/restore', (_request, response) => {
    const { former, cases, file } = fake;
    if (former) {
      Object.assign(fake, former);
      fake.former = cases.length > 0 ? { cases, file } : null;
    }
    response.json({});
  });
  app.delete('/api/lists/cases', (_request, response) => {
    replaceCases([], fake.file);
    response.json({});
  });
  app.post('/api/lists/cases/search', ({ body }, response) => {
    const wanted = String(body.text).toLowerCase();
    const found = fake.cases.filter((row) => JSON.stringify(row).toLowerCase().includes(wanted));
    response.json({ cases: found.slice(0, 50).map(shown) });
  });
  app.get('/api/lists/settings', (_request, response) => void response.json({ answerPraise: fake.praise }));
  app.post('/api/lists/settings', ({ body }, response) => {
    fake.praise = body.answerPraise;
    log({ list: 'settings', what: body.answerPraise ? 'on' : 'off', subject: 'answerPraise' });
    response.json({ answerPraise: fake.praise });
  });
  app.get('/api/lists/changes', (_request, response) => void response.json({ changes: some(fake.changes) }));
}

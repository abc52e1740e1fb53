/**
 * An item as a row of a list: what most items have alike is left out, as are what no finding is made of and a text's end
 * that no row shows. So a row is some hundred bytes instead of thousands. Pure, for server and client.
 */
import type { ItemShape } from './items.contract.ts';
import type { RowShape } from './rows.contract.ts';
import { beginningOf } from './text-form.ts';

/** More than two lines of the widest list hold, in UTF-16 units. */
const SHOWN = 300;

/** What is left out where an item has just this. Part of the contract: whoever changes one changes what rows mean. */
const USUAL = {
  platform: 'facebook',
  kind: 'comment',
  parentId: null,
  postId: null,
  permalink: null,
  author: null,
  masked: [],
  newText: null,
  attachments: [],
  revision: 1,
  firstSeenAt: null,
  status: 'open',
  closeReason: null,
  visibility: 'public',
  language: 'sv',
  classified: true,
  verdicts: [],
  decision: 'none',
  registration: { class: 'minor', score: 0, reasons: [], caseNumber: null },
  intent: { class: 'neutral', score: 0, flags: [] },
  needsAnswer: { value: false, score: 0 },
  deadline: {
    dueAt: null,
    state: 'running',
    startedAt: null,
    stoppedAt: null,
    breached: false,
    counts: true,
    policyVersion: '',
    calendarVersion: '',
  },
  recordsOutcome: null,
  recordsReference: null,
  captures: [],
  handOvers: [],
  actions: [],
  machineHide: null,
  assignee: null,
  tags: [],
  snoozedUntil: null,
  corrections: [],
  context: 'fetched',
  contextCause: null,
  secondOpinion: null,
} as const;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function without(value: Fields, usual: Fields): Fields {
  const unusual = Object.entries(value).filter(([name, field]) => !isSame(field, usual[name]));
  return Object.fromEntries(
    unusual.map(([name, field]) => {
      const known = usual[name];
      return [name, isFields(field) && isFields(known) ? without(field, known) : field];
    }),
  );
}

function filled(value: Fields, usual: Fields): Fields {
  const whole: Record<string, unknown> = { ...usual, ...value };
  for (const [name, known] of Object.entries(usual))
    if (isFields(known) && isFields(value[name])) whole[name] = filled(value[name], known);
  return whole;
}

export function rowOf(item: ItemShape): RowShape {
  const text = beginningOf(item.text, SHOWN);
  const { policyVersion: _policy, calendarVersion: _calendar, ...deadline } = item.deadline;
  const found = item.verdicts.filter(({ level }) => level !== 'none');
  const shown = {
    ...item,
    deadline,
    text,
    verdicts: found.map((verdict) => ({ ...verdict, spans: [] })),
    ...(text !== item.text && { cut: true }),
  };
  return without(shown, { ...USUAL, parentId: item.postId }) as unknown as RowShape;
}

/** The item again, but for what rows leave out: verdicts that found nothing, marks in the text, versions of the clock's rules. */
export const itemOfRow = (row: RowShape): ItemShape =>
  filled(row as Fields, { ...USUAL, parentId: row.postId ?? null }) as unknown as ItemShape;

/** Shows the beginning of its text only: enough for a list, not for whoever decides on it. */
export const isCut = (item: ItemShape): boolean => 'cut' in item;

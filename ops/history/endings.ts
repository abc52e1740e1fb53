/** What becomes of one comment: in time, late or never, by whom and how. */
import { HOUR_MS, MINUTE_MS } from '../../core/deadlines/civil.ts';
import type { Axis, RemovalReason } from '../../core/moderation/removal.ts';
import { digits, pick, type Random } from '../simulator/random.ts';
import type { HistoryAccount } from './accounts.ts';
import { minutesBetween, officeTime } from './moments.ts';
import type { Asked, StoryStep } from './story.ts';
import { textOf, type VisitorsKind } from './texts.ts';

/** The comment that it is about, and what chance has in store for it. */
export interface Subject {
  readonly account: HistoryAccount;
  readonly externalId: string;
  readonly at: number;
  readonly kind: VisitorsKind;
  readonly random: Random;
}

/** In office minutes: within a working day, and after it. */
const PROMPT = [5, 390] as const;
const LATE = [560, 2600] as const;
/** Each step of one story comes so long after the one before, at least. */
const BETWEEN_MS = 2 * MINUTE_MS;

const prompt = (s: Subject): number =>
  officeTime(s.at, minutesBetween(s.random, ...PROMPT), s.account.country);
const late = (s: Subject): number => officeTime(s.at, minutesBetween(s.random, ...LATE), s.account.country);

const handler = ({ account, random }: Subject): string =>
  pick(random, [...account.administrators, ...account.deputies]);

/** Opens it, and then asks for what is to be done. */
function handled(s: Subject, at: number, ...requests: readonly Asked[]): StoryStep[] {
  const who = handler(s);
  return [
    { do: 'see', who, at: Math.max(s.at + 30_000, at - BETWEEN_MS) },
    ...requests.map((request, place) => ({
      do: 'ask' as const,
      who,
      request,
      at: at + place * BETWEEN_MS,
    })),
  ];
}

export const answerThere = (s: Subject, at: number): StoryStep => ({
  do: 'answer',
  at,
  text: textOf(s.random, s.account.country, 'answer'),
  replyId: digits(`answer to ${s.externalId} at ${at}`),
});

const reply = (s: Subject): Asked => ({
  type: 'reply',
  text: textOf(s.random, s.account.country, 'answer'),
});
const closed: Asked = { type: 'close', reason: 'no-answer-needed' };
const minor: Asked = { type: 'register', outcome: 'minor' };

const REASONS: Readonly<Partial<Record<VisitorsKind, readonly [RemovalReason, Axis]>>> = {
  insult: ['insult', 'houseRule'],
  threat: ['threat', 'legalDuty'],
  hate: ['hate', 'legalDuty'],
  ads: ['ads', 'houseRule'],
  privacy: ['privacy', 'legalDuty'],
};
function why({ kind }: Subject): { reason: RemovalReason; axis: Axis } {
  const [reason, axis] = REASONS[kind] ?? (['profanity', 'houseRule'] as const);
  return { reason, axis };
}

const seenBefore = (s: Subject, at: number): StoryStep[] =>
  s.random() < 0.5 ? [{ do: 'see', who: handler(s), at: Math.max(s.at + 30_000, at - BETWEEN_MS) }] : [];

function explained(s: Subject, at: number): StoryStep[] {
  if (s.random() > 0.2) return [];
  const text = textOf(s.random, s.account.country, 'whyLate');
  return [{ do: 'explain', who: s.account.administrators[0], text, at: at + 10 * MINUTE_MS }];
}

const wallLater = (s: Subject, most: number): number =>
  s.at + Math.floor((10 * MINUTE_MS + s.random() * most) / 1000) * 1000;

export const ENDINGS = {
  there(s) {
    const at = prompt(s);
    return [...seenBefore(s, at), answerThere(s, at)];
  },
  thereLate(s) {
    const at = late(s);
    return [...seenBefore(s, at), answerThere(s, at), ...explained(s, at)];
  },
  here: (s) => handled(s, prompt(s), reply(s)),
  hereLate(s) {
    const at = late(s);
    return [...handled(s, at, reply(s)), ...explained(s, at)];
  },
  hereKept: (s) => handled(s, prompt(s), { type: 'assign', to: null }, reply(s), minor),
  closed: (s) => handled(s, prompt(s), closed),
  closedLate: (s) => handled(s, late(s), closed, minor),
  elsewhere: (s) =>
    handled(s, prompt(s), {
      type: 'close',
      reason: 'answered-elsewhere',
      note: textOf(s.random, s.account.country, 'elsewhere'),
    }),
  never: (s) => (s.random() < 0.6 ? [{ do: 'see', who: handler(s), at: prompt(s) }] : []),
  waits: (s) => handled(s, prompt(s), { type: 'wait' }),
  leftOut: (s) => handled(s, prompt(s), { type: 'tag', tag: 'skräp' }, { type: 'count', counts: false }),
  snoozed(s) {
    const at = prompt(s);
    const until = new Date(at + 20 * HOUR_MS).toISOString();
    const note = textOf(s.random, s.account.country, 'note');
    const answered = officeTime(at, minutesBetween(s.random, 480, 700), s.account.country);
    return [
      ...handled(s, at, { type: 'note', text: note }, { type: 'snooze', until }),
      answerThere(s, answered),
    ];
  },
  edited(s) {
    const at = prompt(s);
    const text = textOf(s.random, s.account.country, 'edited');
    const edited = s.at + Math.floor((at - s.at) / 3000) * 1000;
    return [{ do: 'edit', text, at: edited }, answerThere(s, at)];
  },
  byAuthor: (s) => [{ do: 'remove', by: 'author', at: wallLater(s, 30 * HOUR_MS) }],
  byPage: (s) => [{ do: 'remove', by: 'page', at: prompt(s) }],
  byPlatform: (s) => [{ do: 'remove', by: 'nobody', at: wallLater(s, 40 * HOUR_MS) }],
  hiddenThere: (s) => [{ do: 'hide-there', at: wallLater(s, 10 * HOUR_MS) }],
  hiddenAndConfirmed(s) {
    const hidden = wallLater(s, HOUR_MS);
    const at = officeTime(hidden, minutesBetween(s.random, 30, 300), s.account.country);
    return [{ do: 'hide-there', at: hidden }, ...handled(s, at, { type: 'confirm', ...why(s) })];
  },
  hiddenAndShown(s) {
    const hidden = wallLater(s, HOUR_MS);
    return [
      { do: 'hide-there', at: hidden },
      { do: 'show-there', at: hidden + HOUR_MS },
      answerThere(
        s,
        officeTime(hidden + 2 * HOUR_MS, minutesBetween(s.random, ...PROMPT), s.account.country),
      ),
    ];
  },
  hide: (s) => handled(s, prompt(s), { type: 'hide', ...why(s) }),
  delete: (s) =>
    handled(s, prompt(s), { type: 'delete', ...why(s) }, { type: 'register', outcome: 'registered' }),
  deleteLate: (s) => handled(s, late(s), { type: 'delete', ...why(s) }),
} as const satisfies Readonly<Record<string, (subject: Subject) => StoryStep[]>>;
export type Ending = keyof typeof ENDINGS;

type Chances = Readonly<Partial<Record<Ending, number>>>;

const ORDINARY: Chances = {
  ...{ there: 48, thereLate: 8, here: 12, hereLate: 3, hereKept: 3, closed: 4, elsewhere: 2, never: 6 },
  ...{ waits: 4, leftOut: 1, snoozed: 2, edited: 3, byAuthor: 2, byPage: 1, byPlatform: 1 },
};
const PLEASANT: Chances = { closed: 38, closedLate: 6, there: 30, never: 16, here: 8, byAuthor: 2 };
const GRAVE: Chances = {
  ...{ hide: 18, delete: 22, deleteLate: 6, byAuthor: 8, byPage: 8, byPlatform: 7, hiddenThere: 6 },
  ...{ hiddenAndConfirmed: 6, hiddenAndShown: 3, there: 6, closed: 4, never: 6 },
};

const CHANCES: Readonly<Record<VisitorsKind, Chances>> = {
  question: ORDINARY,
  criticism: { ...ORDINARY, closed: 24 },
  thanks: PLEASANT,
  insult: GRAVE,
  threat: GRAVE,
  hate: GRAVE,
  ads: GRAVE,
  privacy: GRAVE,
};

/** One of the keys, as often as its part of all says. */
export function chosen<K extends string>(random: Random, parts: Readonly<Partial<Record<K, number>>>): K {
  const entries = Object.entries(parts) as [K, number][];
  let left = random() * entries.reduce((sum, [, part]) => sum + part, 0);
  const found = entries.find(([, part]) => {
    left -= part;
    return left < 0;
  });
  return (found ?? (entries[0] as [K, number]))[0];
}

export const endingOf = ({ random, kind }: Subject): Ending => chosen(random, CHANCES[kind]);

/** Ninety days of twelve pages, made from a seed: the same seed and the same end make the same history. Pure. */
import { DAY_MS, HOUR_MS } from '../../core/deadlines/civil.ts';
import { inventedName } from '../demo/people.ts';
import { digits, pick, type Random, seeded } from '../simulator/random.ts';
import { HISTORY_ACCOUNTS, type HistoryAccount } from './accounts.ts';
import { answerThere, chosen, ENDINGS, type Ending, endingOf, type Subject } from './endings.ts';
import { minutesBetween, officeTime, writingTime } from './moments.ts';
import { type History, type OwnPost, type Story, type StoryStep, WINDOW_MS, windowOf } from './story.ts';
import { textOf, type VisitorsKind } from './texts.ts';

export interface HistoryOptions {
  readonly seed: string;
  readonly days: number;
  readonly until: Date;
  /** Comments a day, of all pages together, follow-ups not counted. */
  readonly perDay?: number;
}

const PER_DAY = 21;
const POST_EVERY_MS = 6 * DAY_MS;
/** What is said a moment before the end is the future of those who look. */
const LAST_MS = 60_000;

const KINDS: Readonly<Record<VisitorsKind, number>> = {
  ...{ question: 62, criticism: 16, thanks: 12 },
  ...{ insult: 3.5, ads: 2.5, threat: 1.4, hate: 1.2, privacy: 1.4 },
};

interface Span {
  readonly from: number;
  readonly until: number;
}

function postsOf(account: HistoryAccount, random: Random, { from, until }: Span): OwnPost[] {
  const posts: OwnPost[] = [];
  for (let at = from; at < until; at += POST_EVERY_MS * (0.5 + random())) {
    const postId = `${account.externalId}_${digits(`post ${account.externalId} ${posts.length}`)}`;
    const second = Math.floor(at / 1000) * 1000;
    posts.push({ account, postId, text: textOf(random, account.country, 'post'), at: second });
  }
  return posts;
}

const commentIdOn = (postId: string, salt: string): string => `${postId.split('_')[1]}_${digits(salt)}`;

const isDeed = (step: StoryStep): boolean => 'who' in step;

/** Moved to the window after `window` where it stands in that or an earlier one. */
const after = (window: number, at: number): number =>
  windowOf(at) > window ? at : (window + 1) * WINDOW_MS + (at % (WINDOW_MS / 2));

/** In windows of their own, but for what one person does at a time. */
function spread(from: number, steps: readonly StoryStep[]): StoryStep[] {
  const out: StoryStep[] = [];
  let window = windowOf(from);
  let moved = 0;
  for (const step of steps) {
    const before = out.at(-1);
    const goesOn = before !== undefined && isDeed(before) && isDeed(step);
    const at = goesOn ? step.at + moved : after(window, step.at + moved);
    moved = at - step.at;
    window = windowOf(at);
    out.push({ ...step, at });
  }
  return out;
}

/** The comment, and what its author writes under it later. */
function storiesOf(subject: Subject, post: OwnPost): Story[] {
  const { account, externalId, at, kind, random } = subject;
  const name = inventedName(random);
  const author = { id: digits(`author ${name} ${Math.floor(random() * 9)}`), name };
  const { postId } = post;
  const place = { account, postId, author };
  const text = textOf(random, account.country, kind);
  const ending = endingOf(subject);
  const steps = spread(at, ENDINGS[ending](subject));
  const root: Story = { ...place, externalId, parentId: postId, text, at, steps };
  return [root, ...followUpOf(subject, { ...root, ending })];
}

/** Some who were answered ask again, most of whom we wait for come back. */
function followUpOf(
  { random, account }: Subject,
  { ending, steps, ...root }: Story & { ending: Ending },
): Story[] {
  const last = steps.at(-1);
  const isLikely = ending === 'waits' ? 0.7 : ending === 'there' || ending === 'here' ? 0.09 : 0;
  if (last === undefined || random() >= isLikely) return [];
  const later = last.at + Math.floor((HOUR_MS / 3 + random() * 20 * HOUR_MS) / 1000) * 1000;
  const at = after(windowOf(last.at), later);
  const externalId = commentIdOn(root.postId, `follow-up ${root.externalId}`);
  const subject: Subject = { account, externalId, at, kind: 'question', random };
  const answers: StoryStep[] =
    random() < 0.8
      ? [answerThere(subject, officeTime(at, minutesBetween(random, 10, 700), account.country))]
      : [];
  const text = textOf(random, account.country, 'followUp');
  return [{ ...root, externalId, parentId: root.externalId, text, at, steps: spread(at, answers) }];
}

function within(story: Story, { until }: Span): Story {
  return { ...story, steps: story.steps.filter(({ at }) => at < until - LAST_MS) };
}

export function planHistory({ seed, days, until: end, perDay = PER_DAY }: HistoryOptions): History {
  const until = Math.floor(end.getTime() / 1000) * 1000;
  const span = { from: until - days * DAY_MS, until };
  const random = seeded(`history:${seed}`);
  const posts = HISTORY_ACCOUNTS.flatMap((account) => postsOf(account, random, span));
  const byAccount = Map.groupBy(posts, ({ account }) => account);
  const weights = Object.fromEntries(HISTORY_ACCOUNTS.map(({ weight }, place) => [place, weight]));
  const stories = Array.from({ length: Math.round(days * perDay) }, (_, number): Story[] => {
    const account = HISTORY_ACCOUNTS[Number(chosen(random, weights))] as HistoryAccount;
    const at = writingTime(random, { from: span.from + HOUR_MS, until: until - LAST_MS });
    const post = byAccount.get(account)?.findLast((posted) => posted.at < at) ?? pick(random, posts);
    const externalId = commentIdOn(post.postId, `${seed} comment ${number}`);
    return storiesOf({ account, externalId, at, kind: chosen(random, KINDS), random }, post);
  });
  return {
    seed,
    ...span,
    posts,
    stories: stories
      .flat()
      .filter(({ at }) => at < until - LAST_MS)
      .map((story) => within(story, span))
      .sort((a, b) => a.at - b.at || a.externalId.localeCompare(b.externalId)),
  };
}

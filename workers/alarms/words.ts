/** The words of an alarm: counts, accounts and links. Never the text, the author or the category of an item (rule 8). */
import type { AlarmCounts, NewCounts } from '../../core/alarms/alarm-counts.store.ts';
import type { MailLanguage } from '../../core/alarms/alarm-preferences.store.ts';
import en from './catalogues/en.json' with { type: 'json' };
import nb from './catalogues/nb.json' with { type: 'json' };
import sv from './catalogues/sv.json' with { type: 'json' };

const CATALOGUES = { sv, nb, en } satisfies Record<MailLanguage, typeof en>;

/** The gravest first: the subject speaks of that. */
const COUNTED = ['blocked', 'evidence', 'overdue', 'soon', 'unseen'] as const;
type Counted = (typeof COUNTED)[number];

export interface AccountLine extends AlarmCounts {
  readonly accountId: string;
  readonly accountName: string;
  /** What came since the recipient was last told. Null: they never were, so all of it did. */
  readonly news?: NewCounts | null;
}

/** Accounts that are named; the others are counted in one line. */
const NAMED = 20;
const TOLD_AS_NEW = ['overdue', 'soon'] as const;

export const hasNews = (lines: readonly AccountLine[]): boolean =>
  lines.some(
    ({ news, blocked = 0, evidence = 0, unseen = 0 }) =>
      (news?.overdue ?? 0) + (news?.soon ?? 0) + blocked + evidence + unseen > 0,
  );

export interface Words {
  readonly subject: string;
  readonly lines: readonly { readonly text: string; readonly link: string }[];
  readonly text: string;
}

const filled = (forms: { one: string; other: string }, count: number): string =>
  (count === 1 ? forms.one : forms.other).replace('{count}', String(count));

/** The list of the account's overdue items, or of those that are due soon where none is overdue. */
function linkTo(publicUrl: string, line: AccountLine): string {
  const view =
    (line.blocked ?? 0) + (line.evidence ?? 0) > 0
      ? 'abusive'
      : line.overdue > 0
        ? 'breached'
        : line.soon > 0
          ? 'due-soon'
          : 'all';
  const url = new URL(`/inbox/${view}`, publicUrl);
  url.searchParams.set('accountId', line.accountId);
  return url.href;
}

/** A name may be anything a person has typed: one line, no control characters, so that it cannot forge a header. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

interface Telling {
  readonly language: MailLanguage;
  readonly publicUrl: string;
  /** When the recipient was last told; null: never. */
  readonly since: Date | null;
  readonly timeZone: string;
}

/** Where mails are silenced, as a person finds it. */
const muteLink = (publicUrl: string): string => new URL('/alarms', publicUrl).href;

const timeWords = (at: Date, { language, timeZone }: Telling): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(at);

const newOf = (lines: readonly AccountLine[], key: (typeof TOLD_AS_NEW)[number]): number =>
  lines.reduce((total, { news }) => total + (news?.[key] ?? 0), 0);

function subjectOf(lines: readonly AccountLine[], language: MailLanguage): string {
  const catalogue = CATALOGUES[language];
  const sum = (key: Counted) => lines.reduce((total, line) => total + (line[key] ?? 0), 0);
  const gravest = COUNTED.find((key) => sum(key) > 0) ?? 'soon';
  const urgent = gravest === 'blocked' || gravest === 'evidence';
  const fresh = urgent ? undefined : TOLD_AS_NEW.find((key) => newOf(lines, key) > 0);
  const about = fresh ? lines.filter(({ news }) => (news?.[fresh] ?? 0) > 0) : lines;
  const summary = fresh
    ? filled(catalogue.newSubject[fresh], newOf(lines, fresh))
    : filled(catalogue.subject[gravest], sum(gravest));
  const [only] = about;
  return about.length === 1 && only ? `${oneLine(only.accountName)}: ${summary}` : summary;
}

/** What came since the last time, account by account. */
function newsText(lines: readonly AccountLine[], telling: Telling): string {
  const { since, language } = telling;
  if (since === null) return '';
  const catalogue = CATALOGUES[language];
  const at = timeWords(since, telling);
  const told = lines.flatMap(({ accountName, news }) => {
    const counts = TOLD_AS_NEW.filter((key) => (news?.[key] ?? 0) > 0).map((key) =>
      filled(catalogue.line[key], news?.[key] ?? 0),
    );
    return counts.length === 0 ? [] : [`- ${oneLine(accountName)}: ${counts.join(', ')}`];
  });
  const rest = told.length > NAMED ? [filled(catalogue.moreAccounts, told.length - NAMED)] : [];
  const news = told.length === 0 ? catalogue.nothingNew : catalogue.newSince;
  return [news.replace('{at}', at), ...told.slice(0, NAMED), ...rest, '', catalogue.standing, ''].join('\n');
}

export function alarmWords(lines: readonly AccountLine[], telling: Telling): Words {
  const { language, publicUrl } = telling;
  const catalogue = CATALOGUES[language];
  const told = lines.slice(0, NAMED).map((line) => {
    const counts = COUNTED.filter((key) => (line[key] ?? 0) > 0).map((key) =>
      filled(catalogue.line[key], line[key] ?? 0),
    );
    return { text: `${oneLine(line.accountName)}: ${counts.join(', ')}`, link: linkTo(publicUrl, line) };
  });
  const body = told.map(({ text, link }) => `${text}\n${catalogue.open}: ${link}`);
  if (lines.length > NAMED) body.push(filled(catalogue.moreAccounts, lines.length - NAMED));
  const why = catalogue.why.replace('{link}', muteLink(publicUrl));
  const text = `${newsText(lines, telling)}${body.join('\n\n')}\n\n${why}\n`;
  return { subject: subjectOf(lines, language), lines: told, text };
}

/** A message about nothing but itself. */
export function testWords(language: MailLanguage, publicUrl: string): Words {
  const { subject, text } = CATALOGUES[language].test;
  const link = muteLink(publicUrl);
  return { subject, lines: [{ text: `${subject}. ${text}`, link }], text: `${text}\n${link}\n` };
}

/** The words of an alarm: counts, accounts and links. Never the text, the author or the category of an item (rule 8). */
import type { AlarmCounts } from '../../core/alarms/alarm-counts.store.ts';
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
}

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

export function alarmWords(lines: readonly AccountLine[], language: MailLanguage, publicUrl: string): Words {
  const catalogue = CATALOGUES[language];
  const sum = (key: Counted) => lines.reduce((total, line) => total + (line[key] ?? 0), 0);
  const first = COUNTED.find((key) => sum(key) > 0) ?? 'soon';
  const summary = filled(catalogue.subject[first], sum(first));
  const [only] = lines;
  const subject = lines.length === 1 && only ? `${oneLine(only.accountName)}: ${summary}` : summary;
  const told = lines.map((line) => {
    const counts = COUNTED.filter((key) => (line[key] ?? 0) > 0).map((key) =>
      filled(catalogue.line[key], line[key] ?? 0),
    );
    return { text: `${oneLine(line.accountName)}: ${counts.join(', ')}`, link: linkTo(publicUrl, line) };
  });
  const body = told.map(({ text, link }) => `${text}\n${catalogue.open}: ${link}`).join('\n\n');
  return { subject, lines: told, text: `${body}\n\n${catalogue.why}\n` };
}

/** How it stands: the target, what became of everything, month by month, and why answers were late. */
import { DAY_MINUTES } from '../../core/deadlines/civil.ts';
import { SMALL } from '../pdf/writer.ts';
import type { Sheet } from './sheet.ts';

/** The aim, and where it comes from: no law sets it. */
export async function drawTargets({ paper, words, pen }: Sheet): Promise<void> {
  const { text, number, catalogue } = words;
  const { targets } = paper.monitoring;
  if (targets.length === 0) return;
  pen.heading(text('targets'));
  for (const { hours, clock, source, accounts } of targets) {
    const within = text('targetWithin', { hours: number(hours), clock: catalogue.clock[clock] });
    const whose = targets.length > 1 ? ` (${text('targetAccounts', { count: number(accounts) })})` : '';
    const from = source === null ? text('noSource') : text('targetSource', { source });
    await pen.text(`${within}${whose}. ${from}.`);
  }
}

/** Answered is answered: what needed no answer and what is gone stand apart, and the parts add up. */
export async function drawParts({ paper, figures, words, pen }: Sheet): Promise<void> {
  const { text, percent, published } = words;
  const { parts, fellDue } = figures;
  pen.heading(text('parts'));
  await pen.text(text('partsLead', { count: published(fellDue) }), SMALL);
  pen.space(3);
  const shareOf = (count: number | null) => (count === null || !fellDue ? null : count / fellDue);
  const rows = (['met', 'answeredLate', 'unanswered', 'closed', 'removed'] as const).map((name) => ({
    cells: [text(name), published(parts[name]), percent(shareOf(parts[name]))],
    bar: shareOf(parts[name]),
    strong: name === 'met',
  }));
  const columns = [
    { heading: text('outcome'), share: 5 },
    { heading: text('count'), share: 2, right: true },
    { heading: text('shareOfAll'), share: 2, right: true },
  ];
  await pen.table({ columns, rows, bars: '' });
  const { medianClockMinutes, medianWallMinutes, p90ClockMinutes, p90WallMinutes } = paper.monitoring.period;
  if (medianClockMinutes === null || figures.share === null) return;
  const both = (clock: number | null, wall: number | null) =>
    text('timeBoth', { clock: words.span(clock), wall: words.span(wall) });
  pen.space(6);
  pen.facts([
    { label: text('median'), lines: [both(medianClockMinutes, medianWallMinutes)] },
    { label: text('p90'), lines: [both(p90ClockMinutes, p90WallMinutes)] },
  ]);
  const longest = Math.max(medianClockMinutes, p90ClockMinutes ?? 0);
  if (longest >= DAY_MINUTES) await pen.text(text('dayIs'), SMALL);
}

export async function drawTrend({ paper, figures, words, pen }: Sheet): Promise<void> {
  const { text, percent, published } = words;
  const { months } = figures;
  pen.heading(text('trend'));
  if (months.length === 0) return pen.text(text('noMonths'), SMALL);
  const named = months.map((month) => ({ ...month, ...words.monthNames(month) }));
  const said = named.map(({ long, share, due }) =>
    text('trendMonth', { month: long, share: percent(share), due: published(due) }),
  );
  await pen.chart({
    columns: named.map(({ short, share, whole }) => ({
      label: short,
      share,
      value: percent(share),
      pale: !whole,
    })),
    alt: text('trendAlt', { months: said.join('; ') }),
    line:
      paper.norm === null
        ? null
        : { share: paper.norm, label: text('trendNorm', { norm: percent(paper.norm) }) },
  });
  if (months.some(({ whole }) => !whole)) await pen.text(text('trendPale'), SMALL);
}

export async function drawCauses({ figures, words, pen }: Sheet): Promise<void> {
  const { text, published, catalogue } = words;
  pen.heading(text('causes'));
  const found = figures.causes.filter(({ count }) => count !== 0);
  if (found.length === 0) return pen.text(text('noCauses'), SMALL);
  await pen.text(text('causesLead'), SMALL);
  pen.space(3);
  const most = Math.max(...found.map(({ count }) => count ?? 0));
  await pen.table({
    columns: [
      { heading: text('cause'), share: 6 },
      { heading: text('count'), share: 2, right: true },
    ],
    rows: found.map(({ cause, count }) => ({
      cells: [catalogue.cause[cause], published(count)],
      bar: count === null || most === 0 ? null : count / most,
    })),
    bars: '',
  });
}

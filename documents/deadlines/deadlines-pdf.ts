/** The report to the committee, on two to four pages: PDF/A-1a, tagged. No text, author or explanation of any item. */
import type { CsvLanguage } from '../../core/kernel/csv.ts';
import { committeeFigures } from '../../core/monitoring/committee-report.ts';
import { emojiName } from '../evidence/emoji-names.ts';
import { ReportWriter } from '../pdf/report-writer.ts';
import { BODY, SMALL } from '../pdf/writer.ts';
import { drawCompared, drawRemovals } from './compared.ts';
import { reportName } from './report-name.ts';
import { LEFT_OUT, reportWords } from './report-words.ts';
import type { DeadlinesOnPaper, Sheet } from './sheet.ts';
import { drawCauses, drawParts, drawTargets, drawTrend } from './standing.ts';

async function drawHead({ paper, words, pen }: Sheet, title: string): Promise<void> {
  const { text, day, dayAndTime } = words;
  const { monitoring, account, board, now } = paper;
  await pen.text(paper.municipality, { font: 'bold', size: 11 });
  pen.heading(title, 'H1');
  const to = Date.parse(monitoring.to) - 1;
  const about = { from: day(monitoring.from), to: day(to), at: dayAndTime(now.getTime()), zone: words.zone };
  await pen.text(text('about', about), SMALL);
  if (account !== null) await pen.text(text('account', { name: account }), SMALL);
  if (board !== null) await pen.text(text('board', { name: board }), SMALL);
  await pen.text(paper.version === 'public' ? text('public', { mark: LEFT_OUT }) : text('internal'), SMALL);
  pen.space(10);
}

async function drawAnswered({ paper, figures, words, pen }: Sheet): Promise<void> {
  const { text, percent, day, published } = words;
  const { previous } = paper.monitoring;
  const of = { met: published(figures.parts.met), due: published(figures.due) };
  const said =
    figures.share !== null ? text('inTimeOf', of) : text(figures.due === 0 ? 'nothingDue' : 'notShown');
  const before =
    previous === null || previous.attainment.share === null
      ? text('noBefore')
      : text('before', {
          share: percent(previous.attainment.share),
          from: day(previous.from),
          to: day(Date.parse(previous.to) - 1),
        });
  const norm = paper.norm === null ? [] : [text('norm', { norm: percent(paper.norm) })];
  // What a small row was before would tell how small it is.
  const compared = figures.share === null ? [] : [before];
  await pen.figureInLarge(percent(figures.share), [text('inTime'), said, ...compared, ...norm]);
}

async function drawDone({ paper, words, pen }: Sheet): Promise<void> {
  const { text } = words;
  if (paper.comment === null && paper.version === 'public') return;
  pen.heading(text('done'));
  if (paper.comment === null) await pen.text(text('noComment'), SMALL);
  else await pen.text(paper.comment, BODY);
}

async function drawMethod({ words: { text }, pen }: Sheet): Promise<void> {
  pen.heading(text('method'), 'H3');
  await pen.text(text('methodText'), SMALL);
}

const PARTS = [
  drawAnswered,
  drawTargets,
  drawParts,
  drawTrend,
  drawCauses,
  drawCompared,
  drawRemovals,
  drawDone,
  drawMethod,
];

/** The same content, asked for at the same moment, gives the same bytes. */
export async function deadlinesPdf(paper: DeadlinesOnPaper, language: CsvLanguage): Promise<Buffer> {
  const { monitoring, municipality, now } = paper;
  const words = reportWords(language, monitoring.timeZone);
  const title = `${words.text('title')}, ${reportName(words, monitoring.from, monitoring.to)}`;
  const pen = new ReportWriter({ title, locale: words.locale, madeAt: now }, (sign) =>
    emojiName(sign, language),
  );
  const sheet: Sheet = { paper, figures: committeeFigures(paper), words, pen };
  await drawHead(sheet, title);
  for (const draw of PARTS) await draw(sheet);
  return pen.end({
    head: [],
    foot: (page, pages) => [
      `${municipality} · ${title}`,
      words.text('page', { page: String(page), pages: String(pages) }),
    ],
  });
}

/** What the classifier measured, with its grounds in words, and the rules that were cited. */
import type { EvidenceFinding } from '../../core/evidence/package.ts';
import { isFlagged } from '../../core/moderation/verdict.ts';
import { SMALL } from '../pdf/writer.ts';
import { filled } from '../words.ts';
import type { EvidenceWords } from './evidence-words.ts';
import type { Sheet } from './sheet.ts';

/** `insult.word`, `disinformation.claim:17`: the part behind the dot says what was found, what follows a colon is an id. */
function groundOf(signal: string, category: string, { catalogue, text }: EvidenceWords): string {
  const grounds: Readonly<Record<string, string>> = catalogue.signal;
  const ground = grounds[signal.split('.')[1]?.split(':')[0] ?? ''];
  return ground === undefined ? text('otherReason', { code: signal }) : filled(ground, { category });
}

async function drawFinding(finding: EvidenceFinding, { evidence, words, pen }: Sheet): Promise<void> {
  const { text, catalogue, share, capital } = words;
  const { level, score, spans, signals } = finding;
  const category = catalogue.category[finding.category];
  const levelWord = level === 'suspect' || level === 'strong' ? catalogue.level[level] : '';
  pen.heading(text('finding', { category: capital(category), level: levelWord, share: share(score) }), 'H3');
  const written = evidence.revisions.at(-1)?.text ?? '';
  const quotes = spans
    .map(({ start, end }) => written.slice(start, end).trim())
    .filter((part) => part !== '')
    .map((part) => text('quote', { words: part }));
  if (quotes.length > 0) await pen.text(text('quoted', { words: [...new Set(quotes)].join(', ') }));
  for (const ground of new Set(signals.map((signal) => groundOf(signal, category, words))))
    await pen.text(ground);
}

export async function drawFindings(sheet: Sheet): Promise<void> {
  const { evidence, words, pen } = sheet;
  const { findings, classifierVersion, policyVersion } = evidence;
  const { text, catalogue } = words;
  pen.heading(text('findings'));
  if (findings.length === 0) return pen.text(text('noFindings'));
  await pen.text(text('findingsNote'), SMALL);
  for (const finding of findings) if (isFlagged(finding)) await drawFinding(finding, sheet);
  const below = findings
    .filter((finding) => !isFlagged(finding))
    .map(({ category }) => catalogue.category[category]);
  pen.space(4);
  if (below.length > 0) await pen.text(text('nothingElse', { categories: below.join(', ') }), SMALL);
  if (classifierVersion !== null)
    await pen.text(text('versions', { classifier: classifierVersion, policy: policyVersion ?? '–' }), SMALL);
}

export async function drawHouseRules({ evidence: { removal }, words: { text }, pen }: Sheet): Promise<void> {
  const rules = removal?.houseRules ?? null;
  if (rules === null) return;
  pen.heading(text('rulesHeading', { version: String(rules.version) }));
  await pen.quote(rules.text);
}

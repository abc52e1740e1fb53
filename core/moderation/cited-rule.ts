/** Which sentence of the house rules speaks of a reason: the one that a removal for it cites. */
import type { RemovalReason } from './removal.ts';

/** How house rules name it, in Swedish, Norwegian (both forms) and English. Whole words, with their endings. */
const NAMED: Readonly<Record<RemovalReason, string>> = {
  insult:
    'personangrep|personliga? angrepp|personlege? åtak|kränkande|krenkjande|krenkende|personal attack|insult',
  incitement: 'uppvigl|uppmaning\\p{L}* till brott|oppvigl|oppfordring\\p{L}* til lovbrudd|incit',
  hate: 'hets mot|hatefull|hatpropaganda|hate',
  threat: 'hot(?:full|a|ar|et|elser?)?(?:a|t)?(?!\\p{L})|trus[el]|trugsm|threat',
  privacy: 'integritet|privatliv|personvern|privacy',
  porn: 'porno',
  csam: 'övergrepp\\p{L}* (?:på|mot) barn|overgrep\\p{L}* mot barn|child sexual abuse',
  violence: 'våldsskildring|voldsskildring|valdsskildring|våld(?!\\p{L})|vold(?!\\p{L})|violence',
  terror: 'terror',
  copyright: 'upphovsrätt|opphavsrett|copyright',
  disinformation:
    'falska? påstå|vilseled|falske påst|usanne påst|villede|false claim|mislead|disinformation|desinformation',
  ads: 'reklam|markedsføring|advertis',
  profanity: 'svordom|svärord|banning|banneord|profanit|swear',
  secrecy: 'sekretess|taushet|teie?plikt|confidential|secrecy',
};

export interface CitedRule {
  readonly before: string;
  /** The words that name the reason. */
  readonly named: string;
  readonly after: string;
}

const sentencesOf = (text: string, lang: string): string[] =>
  [...new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(text)].map(({ segment }) =>
    segment.trim(),
  );

/** Null: the rules do not name the reason, so all of them have to be read. */
export function citedRule(text: string, lang: string, reason: RemovalReason): CitedRule | null {
  const names = new RegExp(`(?<!\\p{L})(?:${NAMED[reason]})\\p{L}*(?: (?:folkgrupp|mot folkgrupper))?`, 'iu');
  for (const sentence of sentencesOf(text, lang)) {
    const found = names.exec(sentence);
    if (found === null) continue;
    const end = found.index + found[0].length;
    return { before: sentence.slice(0, found.index), named: found[0], after: sentence.slice(end) };
  }
  return null;
}

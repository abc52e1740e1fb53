/** The model card that ships beside the weights. */
import { NETWORK_TABLE } from '../../classifiers/text/model/network.ts';
import type { ModelHeader } from '../../classifiers/text/model/weights.ts';

interface Size {
  readonly ownComments: number;
  readonly publicRows: number;
  readonly bytes: number;
}

export function modelCard(header: ModelHeader, { ownComments, publicRows, bytes }: Size): string {
  const tables = header.tables.map(
    ({ name, bits, columns }) =>
      `- \`${name}\`: ${1 << bits} buckets x ${columns.length} columns (${name === NETWORK_TABLE ? "the network's input" : columns.join(', ')})`,
  );
  const network = header.network
    ? `\nBeside them a network with one hidden layer of ${header.network.hidden}, which reads the columns of \`${NETWORK_TABLE}\` and the facts, and adds to ${header.network.columns.length} of the other columns.\n`
    : '';
  const missing = header.missing.length > 0 ? header.missing.join(', ') : 'none';
  return `# Model card: ${header.version}

**What it is.** Logistic regression over hashed character 2-5-grams, word 1-2-grams and ${header.denseFeatures.length} named facts
(lexicon findings, cues, signals), one weight column per category, intent, registration class and language; int8, ${(bytes / 1e6).toFixed(2)} MB.

${tables.join('\n')}
${network}
**What it is for.** Sorting a municipality's comments for a person. It does not decide: \`core/moderation/decide.ts\` does, and hides nothing on
this model alone.

**What it was trained on.** ${ownComments} comments written for this project (\`classifiers/data\`, EUPL-1.2), their\ntranslations into neighbour languages by Apertium (\`classifiers/translated\`), and ${publicRows} rows of public data:
${header.trainedOn.filter((name) => name !== 'own' && name !== 'translated').join(', ')}.
Licences: CC0 (edos), CC-BY (dkhate, germeval2018, hatemoji, sms_spam, youtube_spam, superlim, brighter_sv, ee_*), CC-BY-SA (stormfront, ud_*),
MIT (davidson, surge_toxicity, openai_moderation_eval), Apache-2.0 (wiki_toxicity_fuzz). Nothing under a research-only or NC licence.
Not found when it was trained: ${missing}.

**What it lacks.** Real comments from municipal pages: the project's own were written to resemble them. Sami: no data, never decided on.
Finnish: lexicons and clean text only. Machine-translated Danish text (classifiers.md, lesson 4) was not made.

**Figures.** \`docs/classifiers.md\`; raw in \`weights.measured.json\`.

**Made by.** \`node ops/train/main.ts --data ../shared/data\`; the same data and code give the same bytes.
`;
}

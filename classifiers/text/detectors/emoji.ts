/** Emoji that carry a meaning of their own: violence, contempt, likening people to animals, sex. Data, by category. */
import type { Category } from '../../../core/moderation/verdict.ts';
import { has } from '../draft/cues.ts';
import type { Detector, Draft } from '../draft/draft.ts';

const EMOJI: Readonly<Partial<Record<Category, string>>> = {
  threat: '🔪🔫💣🗡🪓⚰🪦☠💀🩸🧨',
  insult: '🖕🤡🤮💩🐷🐖🐽🐍🐀',
  hate: '🐒🐵🦍🍌🐀🐁🪳🐖🐽✡🐫🐪',
  porn: '🍆🍑💦🔞👅🍒',
};
const GROUPS = '👳🧕✡🕌🕍🏳🏿👨🏿👩🏿';

const table = new Map<number, Category[]>();
for (const [category, signs] of Object.entries(EMOJI)) {
  for (const sign of signs) {
    const point = sign.codePointAt(0) ?? 0;
    table.set(point, [...(table.get(point) ?? []), category as Category]);
  }
}
const groups = new Set([...GROUPS].map((sign) => sign.codePointAt(0) ?? 0));

/** Emoji looked at; more of them add nothing. */
const MAX_EMOJI = 20;

/** An emoji alone says little: hate needs a group beside it; the rest needs a person spoken to or of. */
function counts(draft: Draft, category: Category): boolean {
  const group = draft.text.emoji.slice(0, MAX_EMOJI).some(({ point }) => groups.has(point));
  const weak = draft.findings.some((finding) => finding.category === category);
  if (category === 'hate') return group || weak;
  if (category === 'porn') return draft.text.emoji.length >= 2;
  return weak || has(draft.cues, 'you') || has(draft.cues, 'person');
}

export const emojiDetector: Detector = {
  detect(draft) {
    for (const { point, start, end } of draft.text.emoji.slice(0, MAX_EMOJI)) {
      for (const category of table.get(point) ?? []) {
        const strength = 'none';
        if (!counts(draft, category)) continue;
        draft.findings.push({
          category,
          verdictKind: null,
          severity: 1,
          strength,
          start,
          end,
          kind: 'pattern',
          reason: `${category}.emoji`,
        });
      }
    }
  },
};

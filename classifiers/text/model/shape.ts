/** Facts about how a text is written: marks, length, digits, links. */
import type { Draft } from '../draft/draft.ts';

export const SHAPE = [
  'question-mark',
  'question-start',
  'exclaims',
  'short',
  'long',
  'digits',
  'quoted',
  'emoji',
  'link',
  'mention',
  'case-number',
  'money',
  'percent',
  'phone',
  'ends-question',
  'starred',
] as const;
type Shape = (typeof SHAPE)[number];

const PHONE = /(?:\+4[567]|00?4[567]|\b0\d{1,3}[- ]|\b[49]\d{2} ?\d{2} ?\d{3}\b|\b07\d)/;
const MONEY = /\d\s?(?:kr|kronor|kroner|:-|€|\$|sek|nok|tkr)\b|[$€£]\s?\d|\d,-/i;
/** Shape is read off the first characters; what follows cannot change it much. */
const MAX_READ = 2000;

export function shapeOf(draft: Draft, set: (shape: Shape, value?: number) => void): void {
  const { original, tokens, emoji, starred } = draft.text;
  const head = original.slice(0, MAX_READ);
  if (head.includes('?')) set('question-mark');
  if (head.trimEnd().endsWith('?')) set('ends-question');
  if (draft.cues.get('question')?.some((hit) => hit.first === 0)) set('question-start');
  if (head.includes('!')) set('exclaims');
  if (tokens.length <= 4) set('short');
  set('long', Math.min(1, tokens.length / 60));
  if (tokens.some((token) => token.quoted)) set('quoted');
  if (emoji.length > 0) set('emoji');
  if (starred.length > 0) set('starred');
  if (/https?:|www\.|\.(?:com|net|org|se|no|example|io|ru|tk|xyz)\b/i.test(head)) set('link');
  if (head.includes('@')) set('mention');
  if (!/\d/.test(head)) return;
  set('digits');
  if (draft.caseNumber !== null) set('case-number');
  if (MONEY.test(head)) set('money');
  if (head.includes('%')) set('percent');
  if (PHONE.test(head)) set('phone');
}

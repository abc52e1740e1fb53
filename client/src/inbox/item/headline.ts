/** The first words of a post, for the one line that stands for it. */
import { beginningOf } from '../../../../core/inbox/text-form.ts';

export function headline(text: string, max = 80): string {
  const [line = ''] = text.trim().split(/\n/u);
  const [sentence = ''] = line.split(/(?<=[.!?])\s/u);
  const short = sentence.length <= max ? sentence : line;
  if (short.length <= max) return short.replace(/\.$/u, '');
  const cut = beginningOf(short, max);
  const word = cut.lastIndexOf(' ');
  return `${word >= 40 ? cut.slice(0, word) : beginningOf(cut, 40)}…`;
}

/**
 * Who is named in a picture and in the document. The author, the account itself and whoever is answered are part of the matter; other people
 * beside it are not: their names are replaced, not only made hard to read.
 */
import type { EvidenceNeighbour, EvidencePackage } from '../../core/evidence/package.ts';

export interface ShownPeople {
  /** What stands for a neighbour's author; null: the platform named nobody. */
  nameOf(neighbour: EvidenceNeighbour): { readonly name: string | null; readonly isReplaced: boolean };
  /** A neighbour's text without the names that are replaced. */
  withoutNames(text: string): string;
}

/** Neither the thread's post nor what is answered. */
export const isBeside = ({ place }: Pick<EvidenceNeighbour, 'place'>): boolean =>
  place === 'before' || place === 'after' || place === 'answer';

const letterOf = (index: number): string => {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26)}`;
};

/** Short names are common words as well. */
const SHORTEST = 4;

/** `labelOf`: what to call the person of that letter. */
export function shownPeople(evidence: EvidencePackage, labelOf: (letter: string) => string): ShownPeople {
  const involved = new Set([evidence.author?.id]);
  for (const entry of evidence.thread) if (!isBeside(entry)) involved.add(entry.author?.id);
  const labels = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { author, own } of evidence.thread) {
    if (author === null || own || involved.has(author.id)) continue;
    const label = labels.get(author.id) ?? labelOf(letterOf(labels.size));
    labels.set(author.id, label);
    if (author.name !== null && author.name.length >= SHORTEST) names.set(author.name, label);
  }
  const known = [...names.keys()].sort((a, b) => b.length - a.length).map((name) => RegExp.escape(name));
  const pattern = known.length === 0 ? null : new RegExp(known.join('|'), 'giu');
  const byFolded = new Map([...names].map(([name, label]) => [name.toLowerCase(), label]));
  return {
    nameOf: ({ author }) => {
      const label = author === null ? undefined : labels.get(author.id);
      return { name: label ?? author?.name ?? null, isReplaced: label !== undefined };
    },
    withoutNames: (text) =>
      pattern === null ? text : text.replace(pattern, (name) => byFolded.get(name.toLowerCase()) ?? '…'),
  };
}

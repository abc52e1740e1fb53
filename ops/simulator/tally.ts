import type { Change, Expected, SimNode } from './types.ts';

/** Notes on a node what a webhook has now told of it. Telling the same twice changes nothing. */
export function recordAnnounced(node: SimNode, change: Pick<Change, 'verb' | 'text'>): void {
  const { told } = node;
  if (change.verb === 'add') told.added = true;
  if (change.verb === 'remove') told.removed = true;
  if (change.verb !== 'add' && change.verb !== 'edited') return;
  // An edit that did not tell its new text.
  if (change.verb === 'edited' && change.text === null) return;
  const text = change.text ?? '';
  if (!told.texts.includes(text)) told.texts.push(text);
}

/** What a receiver that lost nothing must hold: visitors' comments and posts, not the page's own. */
export function expectedOf(nodes: Iterable<SimNode>): Expected {
  let comments = 0;
  let revisions = 0;
  let removed = 0;
  for (const node of nodes) {
    if (node.own || !node.told.added) continue;
    comments += 1;
    revisions += node.told.texts.length;
    if (node.told.removed) removed += 1;
  }
  return { comments, revisions, removed };
}

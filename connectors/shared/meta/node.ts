import type { ContextNode } from '../../../core/actions/connector.ts';
import type { Author } from '../../../core/inbox/comment.ts';
import { idOf, isRecord, type Json, linkOf, personNameOf, textOf, timeOf } from '../read.ts';

/** `from`, or a username alone, which stands for the person where no id is told. */
export function writerOf({ from, username }: Json): Author | null {
  const writer = isRecord(from) ? from : {};
  const name = personNameOf(writer.name) ?? personNameOf(writer.username) ?? personNameOf(username);
  const id = idOf(writer.id) ?? idOf(writer.username) ?? idOf(username);
  return id === null ? null : { id, name };
}

/** A post or comment as Facebook, Instagram and Threads show it: each has other keys for the same things. */
export function contextNode(
  node: Json,
  { externalId, own }: { externalId: string; own: boolean },
): ContextNode {
  return {
    externalId: idOf(node.id) ?? externalId,
    text: textOf(node.message) ?? textOf(node.caption) ?? textOf(node.text) ?? '',
    author: writerOf(node),
    own,
    permalink: linkOf(node.permalink_url) ?? linkOf(node.permalink),
    createdAt: timeOf(node.created_time) ?? timeOf(node.timestamp),
  };
}

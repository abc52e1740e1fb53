/**
 * What X charges where one pays by use, in thousandths of a US dollar (platforms.md 5.1, 22 August 2026). A budget per
 * account counts in these; they change without notice, so they are an estimate and never a bill.
 */
import { isRecord, type Json } from '../shared/read.ts';

export const COSTS = {
  postRead: 5,
  /** A post of the account's own. */
  ownedRead: 1,
  userRead: 10,
  messageRead: 10,
  post: 15,
  postWithLink: 200,
  summonedReply: 10,
} as const;

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

/** What an answer with posts costs at most: those that are only referred to, and their authors, are charged too. */
export function costOfRead(answer: Json, owned = false): number {
  const includes = isRecord(answer.includes) ? answer.includes : {};
  const posts = lengthOf(answer.data) * (owned ? COSTS.ownedRead : COSTS.postRead);
  return posts + lengthOf(includes.tweets) * COSTS.postRead + lengthOf(includes.users) * COSTS.userRead;
}

/** X makes a link of every host that it knows; a reply with one costs what a post with one does. */
const LINK = /(?:https?:\/\/|www\.)\S|\b[\p{L}\p{N}-]+\.(?:com|net|org|se|no|nu|eu|info|io|dk|fi)\b/iu;

export function costOfReply(text: string): number {
  return LINK.test(text) ? COSTS.postWithLink : COSTS.summonedReply;
}

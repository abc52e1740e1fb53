/** The stories as Facebook tells of them: each change a signed body's worth of one page. */

import { envelope } from '../simulator/facebook/body.ts';
import { feedValue } from '../simulator/facebook/feed.ts';
import type { SimNode, Verb } from '../simulator/types.ts';
import type { HistoryAccount } from './accounts.ts';
import type { OwnPost, Story, StoryStep } from './story.ts';

/** A change, and whose page tells of it when. */
export interface Told {
  readonly at: number;
  readonly account: HistoryAccount;
  readonly value: Readonly<Record<string, unknown>>;
}

const pageOf = ({ externalId: id, name }: HistoryAccount) => ({ id, name });

const plainNode = (
  own: boolean,
): Omit<SimNode, 'id' | 'kind' | 'from' | 'text' | 'parentId' | 'postId' | 'createdAt'> => ({
  own,
  picture: null,
  prefix: '',
  editedAt: null,
  hidden: false,
  deleted: false,
  likedByPage: false,
  told: { added: false, removed: false, texts: [] },
});

function toldOf(account: HistoryAccount, node: SimNode, { verb, at }: { verb: Verb; at: number }): Told {
  const context = { page: pageOf(account), now: at, dropFrom: false, post: null };
  return { at, account, value: feedValue(node, verb, context) };
}

export function toldPost({ account, postId, text, at }: OwnPost): Told {
  const from = pageOf(account);
  const node: SimNode = {
    ...plainNode(true),
    ...{ id: postId, kind: 'post', from, text, parentId: null, postId, createdAt: at },
  };
  return toldOf(account, node, { verb: 'add', at });
}

const nodeOf = ({ externalId, postId, parentId, author, text, at }: Story): SimNode => ({
  ...plainNode(false),
  ...{ id: externalId, kind: 'comment', from: author, text, parentId, postId, createdAt: at },
});

export const toldComment = (story: Story): Told =>
  toldOf(story.account, nodeOf(story), { verb: 'add', at: story.at });

/** A comment of the page: in a thread it stands under the thread's first one. */
export function toldAnswer(
  story: Story,
  answer: { readonly replyId: string; readonly text: string; readonly at: number },
): Told {
  const { account, postId, parentId } = story;
  const under = parentId === postId ? story.externalId : parentId;
  const id = `${postId.split('_')[1]}_${answer.replyId}`;
  const node: SimNode = {
    ...plainNode(true),
    ...{ id, kind: 'comment', from: pageOf(account), text: answer.text, parentId: under, postId },
    createdAt: answer.at,
  };
  return toldOf(account, node, { verb: 'add', at: answer.at });
}

/** What the platform tells of a removal: the time, and whom it names. */
function toldRemoval(
  { account, externalId, postId, parentId, author }: Story,
  step: { by: string; at: number },
): Told {
  const from = { author: { from: author }, page: { from: pageOf(account) } }[step.by] ?? {};
  const place = { post_id: postId, comment_id: externalId, item: 'comment', parent_id: parentId };
  const value = { ...from, ...place, created_time: Math.floor(step.at / 1000), verb: 'remove' };
  return { at: step.at, account, value };
}

/** Null: it happens here, and the platform tells nothing of it. */
export function toldStep(story: Story, step: StoryStep): Told | null {
  const { at } = step;
  switch (step.do) {
    case 'answer':
      return toldAnswer(story, step);
    case 'edit':
      return toldOf(
        story.account,
        { ...nodeOf(story), text: step.text, editedAt: at },
        { verb: 'edited', at },
      );
    case 'remove':
      return toldRemoval(story, step);
    case 'hide-there':
      return toldOf(story.account, nodeOf(story), { verb: 'hide', at });
    case 'show-there':
      return toldOf(story.account, nodeOf(story), { verb: 'unhide', at });
    default:
      return null;
  }
}

/** What is told together: one delivery for each page. */
export function bodiesOf(told: readonly Told[]): Buffer[] {
  const pages = Map.groupBy(told, ({ account }) => account.externalId);
  return [...pages].map(([pageId, changes]) => {
    const sentAt = Math.max(...changes.map(({ at }) => at));
    return envelope(
      pageId,
      sentAt,
      changes.map(({ value }) => value),
    );
  });
}

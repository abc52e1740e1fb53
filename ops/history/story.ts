/** What is to happen, as data: the stories of comments and what becomes of each. Times are epoch ms, whole seconds. */
import type { ActionRequest } from '../../core/actions/actions.contract.ts';
import { HOUR_MS } from '../../core/deadlines/civil.ts';
import type { HistoryAccount } from './accounts.ts';

type WithoutVersion<T> = T extends unknown ? Omit<T, 'version'> : never;
export type Asked = WithoutVersion<ActionRequest>;

export type StepWhat =
  /** On the platform. */
  | { readonly do: 'edit'; readonly text: string }
  /** By the page, on the platform: it stands under the thread's first comment. */
  | { readonly do: 'answer'; readonly text: string; readonly replyId: string }
  | { readonly do: 'remove'; readonly by: 'author' | 'page' | 'nobody' }
  | { readonly do: 'hide-there' }
  | { readonly do: 'show-there' }
  /** Here, by a person. */
  | { readonly do: 'see'; readonly who: string }
  | { readonly do: 'ask'; readonly who: string; readonly request: Asked }
  | { readonly do: 'explain'; readonly who: string; readonly text: string };
export type StoryStep = StepWhat & { readonly at: number };

export interface Story {
  readonly account: HistoryAccount;
  readonly externalId: string;
  readonly postId: string;
  /** The post, or the first comment of the thread. */
  readonly parentId: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly text: string;
  readonly at: number;
  readonly steps: readonly StoryStep[];
}

export interface OwnPost {
  readonly account: HistoryAccount;
  readonly postId: string;
  readonly text: string;
  readonly at: number;
}

export interface History {
  readonly seed: string;
  readonly from: number;
  readonly until: number;
  readonly posts: readonly OwnPost[];
  /** In the order of their comments. */
  readonly stories: readonly Story[];
}

/** What a person here does goes out so long after it was asked for. */
export const UNDO_SECONDS = 10;

/**
 * What a window holds comes in together, at its end: so nothing is done about a comment in the window in which it was
 * written, and what the platform tells of one comment stands in windows of its own.
 */
export const WINDOW_MS = HOUR_MS;
export const windowOf = (at: number): number => Math.floor(at / WINDOW_MS);

/**
 * A simulated Instagram account. Self-contained: `router` is its API, `comment` and `message` are citizens, and each says
 * what Instagram would send of it.
 */
import type { Router } from 'express';
import { type Faults, faultsFrom } from '../faults.ts';
import { metaApi } from '../meta/api.ts';
import { type Delivery, delivery } from '../meta/delivery.ts';
import type { Call } from '../types.ts';
import { igHandlers, writtenOf } from './handlers.ts';
import { type IgComment, type IgMedia, IgState } from './state.ts';

export interface InstagramOptions {
  readonly account: { readonly id: string; readonly username: string };
  readonly token: string;
  readonly appSecret: string;
  readonly seed?: string;
  readonly now?: () => number;
  /** By the token of the page that the account is linked to, else by Instagram Login. */
  readonly byFacebook?: boolean;
  /** What the webhook would send, as it comes about. */
  readonly deliver?: (delivery: Delivery) => void;
}

const SCOPES = {
  facebook: [
    'instagram_basic',
    'instagram_manage_comments',
    'instagram_manage_messages',
    'pages_manage_metadata',
    'pages_read_engagement',
  ],
  instagram: [
    'instagram_business_basic',
    'instagram_business_manage_comments',
    'instagram_business_manage_messages',
  ],
};

export interface Citizen {
  readonly text: string;
  readonly from?: { readonly id: string; readonly username: string };
  /** The post or the comment that it stands under; absent: the newest post. */
  readonly under?: string;
  /** Under an ad that was made of the post. */
  readonly onAd?: boolean;
}

export interface Instagram {
  readonly router: Router;
  readonly faults: Faults;
  readonly state: IgState;
  /** What the token may: take one away and the calls that need it are refused. */
  readonly scopes: Set<string>;
  calls(): Call[];
  post(caption: string): IgMedia;
  comment(citizen: Citizen): { readonly comment: IgComment; readonly delivery: Delivery };
  message(text: string, from?: { readonly id: string }): Delivery;
}

const SOMEBODY = { id: '6100000000000001', username: 'asa.oqvist' };

export function createInstagram(options: InstagramOptions): Instagram {
  const { account, appSecret, seed = 'exempelby', now = () => 0, byFacebook = false } = options;
  const state = new IgState(seed);
  const faults = faultsFrom({});
  const scopes = new Set(byFacebook ? SCOPES.facebook : SCOPES.instagram);
  const keys = { token: options.token, appSecret, scopes };

  const tell = (entry: Record<string, unknown>): Delivery => {
    const sent = delivery({ object: 'instagram', entry: [{ id: account.id, ...entry }] }, appSecret);
    options.deliver?.(sent);
    return sent;
  };
  /** By Instagram Login the change stands flat on its entry. */
  const tellOf = (comment: IgComment): Delivery => {
    const ad = { id: `${comment.mediaId}9`, media_product_type: 'AD', original_media_id: comment.mediaId };
    const value = {
      id: comment.id,
      ...(faults.dropFrom ? {} : { from: comment.from }),
      text: comment.text,
      media: comment.onAd ? ad : { id: comment.mediaId, media_product_type: 'FEED' },
      ...(comment.parentId === null ? {} : { parent_id: comment.parentId }),
    };
    const change = { field: 'comments', value };
    const time = Math.floor(now() / 1000);
    return tell({ time, ...(byFacebook ? { changes: [change] } : change) });
  };
  const put = (comment: Omit<IgComment, 'id' | 'createdAt' | 'hidden' | 'deleted'>): IgComment => {
    const made = { ...comment, id: state.nextId('comment'), createdAt: now(), hidden: false, deleted: false };
    state.comments.set(made.id, made);
    return made;
  };
  const add = (reply: Pick<IgComment, 'mediaId' | 'parentId' | 'text'>): IgComment => {
    const made = put({ ...reply, from: account, onAd: false });
    tellOf(made);
    return made;
  };

  const handlers = igHandlers({ state, keys, account, now, byFacebook, add });
  const { router, calls } = metaApi({
    ...{ keys, faults, now, handlers, written: writtenOf, throttleCode: 80002 },
    usage: { type: 'instagram', id: account.id },
    errorType: byFacebook ? 'OAuthException' : 'IGApiException',
    named: new Set(['me', 'debug_token', 'refresh_access_token']),
  });

  return {
    ...{ router, faults, state, scopes, calls },
    post(caption) {
      const media = { id: state.nextId('media'), caption, createdAt: now() };
      state.media.set(media.id, media);
      return media;
    },
    comment({ text, from = SOMEBODY, under, onAd = false }) {
      const parent = under === undefined ? null : state.standing(under);
      const mediaId = parent?.mediaId ?? under ?? [...state.media.keys()].at(-1) ?? '';
      const comment = put({ mediaId, parentId: parent?.id ?? null, from, text, onAd });
      return { comment, delivery: tellOf(comment) };
    },
    message(text, from = SOMEBODY) {
      const timestamp = now();
      const message = { mid: `m_${state.nextId('message')}`, text };
      const event = { sender: { id: from.id }, recipient: { id: account.id }, timestamp, message };
      return tell({ time: timestamp, messaging: [event] });
    },
  };
}

/**
 * Giving a capture to the case system of the board concerned: the states that people see, the tries of one hand-over and
 * what each is called. Pure. The rows stand in `hand-overs.store.ts`, the ways out in `workers/hand-over/`.
 */
export const HAND_OVER_STATES = [
  'queued',
  'sending',
  // A try's end was lost: it may have arrived. The next one names it.
  'unknown',
  'sent',
  'received',
  'refused',
  'failed',
] as const;
export type HandOverState = (typeof HAND_OVER_STATES)[number];

/** There is something to do. */
export const OPEN_HAND_OVERS = ['queued', 'sending', 'unknown'] as const satisfies readonly HandOverState[];
/** The receiver may still answer. */
export const AWAITING_RECEIPT = [
  'queued',
  'sending',
  'unknown',
  'sent',
] as const satisfies readonly HandOverState[];
/** It has come to nothing: a person may ask again. */
export const ENDED_IN_VAIN: ReadonlySet<HandOverState> = new Set<HandOverState>(['refused', 'failed']);

/** Why a try, or the whole hand-over, came to nothing. Codes that the catalogues explain. */
export const HAND_OVER_CAUSES = [
  // Nothing is wrong: it waits for what it is to bear.
  'capture-coming',
  'picture-coming',
  'no-route',
  'no-mail-server',
  'secret-not-allowed',
  'too-large',
  'capture-gone',
  'sealed-secret-unreadable',
  'unreachable',
  'sign-in-refused',
  'host-key-unknown',
  'host-key-changed',
  'recipient-refused',
  'message-refused',
  'folder-missing',
  'folder-not-writable',
  'disk-full',
  'answer-lost',
  'worker-lost',
  'receiver-refused',
  'fault',
] as const;
export type HandOverCause = (typeof HAND_OVER_CAUSES)[number];

/** One try to hand over. */
export interface HandOverTry {
  /** From 1. */
  readonly number: number;
  /** The Message-ID of its mail, or its file's name: no two tries share one. */
  readonly name: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** Null: under way. */
  readonly outcome: 'sent' | 'not-sent' | 'unknown' | null;
  readonly cause: HandOverCause | null;
}

/** What the receiver, or a person for it, has answered. */
export interface HandOverReceipt {
  readonly state: 'received' | 'refused';
  /** Number in the case register. */
  readonly reference: string | null;
  /** The receiver's words. */
  readonly reason: string | null;
  readonly at: Date;
  /** `file`: a receipt file; `person`: typed here. */
  readonly source: 'file' | 'person';
}

/** Tries that may have arrived although nobody knows. */
export const mayHaveArrived = (tries: readonly HandOverTry[]): HandOverTry[] =>
  tries.filter(({ outcome }) => outcome === 'unknown');

const SHORT = 12;
/** As people say it: the beginning of its id. */
export const shortId = (id: string): string => id.slice(0, SHORT);

interface Named {
  readonly id: string;
  readonly tries: readonly HandOverTry[];
  readonly isTest: boolean;
}

/**
 * What the next try's file is called, without its ending. It says itself that it may repeat an earlier one, so that
 * nobody who sees two files need guess.
 */
export function nextFileName({ id, tries, isTest }: Named): string {
  const earlier = mayHaveArrived(tries).map(({ number }) => number);
  const repeats = earlier.length === 0 ? '' : `-may-repeat-${earlier.join('-')}`;
  return `uppsikt-${isTest ? 'test-' : ''}${shortId(id)}-${tries.length + 1}${repeats}`;
}

/** The Message-ID of the next try's mail. */
export const nextMessageId = ({ id, tries }: Named, host: string): string =>
  `<hand-over-${shortId(id)}-${tries.length + 1}@${host}>`;

/** What of an item a board's register can be told, as it stands on the item. */
export interface ItemHandOver {
  readonly id: string;
  readonly captureId: string;
  readonly state: HandOverState;
  readonly at: string;
}

/** What sending needs beside the deadline work: the ways out, each behind a port that tests can watch. */
import type { TokenVault } from '../../core/kernel/token-vault.ts';
import type { DeadlineDeps } from '../deadlines/deps.ts';

export interface Mail {
  readonly to: string;
  readonly from: string;
  /** The same message again carries the same id, so that a mail system can drop the second one. */
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly content: Uint8Array;
  }[];
}

/**
 * `refused`: this recipient will not take it. `later`: the server could not be reached or asks for patience. `answer`:
 * what the other end said, which may hold addresses: shown to the one who tests a channel, and never logged.
 */
export type Sent =
  | { readonly state: 'sent'; readonly answer?: string }
  | { readonly state: 'refused' | 'later'; readonly cause: string; readonly answer?: string };

/** The most of an answer that is kept. */
export const ANSWER_CHARS = 300;

export interface NotifyDeps extends DeadlineDeps {
  /** Null: the municipality has set no mail server. */
  readonly sendMail: ((mail: Mail) => Promise<Sent>) | null;
  readonly postWebhook: (target: { url: string; host: string }, body: object) => Promise<Sent>;
  readonly vault: TokenVault;
  /** Address of the app, for links. */
  readonly publicUrl: string;
  /** Sender of mails; null: the communications unit of the account. */
  readonly mailFrom: string | null;
}

/** To the registry by e-mail. A try whose end is lost may have arrived, and is never called unsent. */
import { smtpTransport } from '../smtp-transport.ts';
import type { Delivered, RegistryMail } from './deps.ts';

/** A server that looks a large attachment through answers late. */
const SILENT_MS = 60_000;
/** What most mail systems take, with room for the third that base64 adds. */
export const MAX_MAIL_BYTES = 18_000_000;

interface Fault {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly command?: unknown;
  readonly response?: unknown;
}

const LONGEST_ANSWER = 300;

/** The server's own words, on one line: what a registrar's mail operator asks for. */
const answerOf = ({ response }: Fault): string | undefined =>
  typeof response === 'string'
    ? [
        ...response
          .toWellFormed()
          .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
          .trim(),
      ]
        .slice(0, LONGEST_ANSWER)
        .join('')
    : undefined;

/** The server's own answer: what it has refused it has not taken. */
function refused(fault: Fault): Delivered | null {
  const { code, responseCode, command } = fault;
  const shown = answerOf(fault);
  if (code === 'EAUTH') return { outcome: 'not-sent', cause: 'sign-in-refused', again: true };
  if (typeof responseCode !== 'number') return null;
  // Of 4xx the server says itself that it may be tried again.
  if (responseCode < 500) return { outcome: 'not-sent', cause: 'unreachable', again: true, shown };
  if (responseCode === 552 || responseCode === 523)
    return { outcome: 'not-sent', cause: 'too-large', again: false, shown };
  const cause = command === 'RCPT TO' ? 'recipient-refused' : 'message-refused';
  return { outcome: 'not-sent', cause, again: false, shown };
}

export interface RegistryMailer {
  send(mail: RegistryMail): Promise<Delivered>;
  close(): void;
}

/** `url` is SMTP_URL. */
export function createRegistryMailer(url: string): RegistryMailer {
  const transport = smtpTransport(url, SILENT_MS);
  return {
    async send({ to, from, messageId, earlier, subject, text, attachments }) {
      const size = attachments.reduce((sum, { file }) => sum + file.bytes.length, 0);
      if (size > MAX_MAIL_BYTES) return { outcome: 'not-sent', cause: 'too-large', again: false };
      try {
        // First, so that a server that is away or refuses our password surely has nothing.
        await transport.verify();
      } catch (error) {
        return refused(error as Fault) ?? { outcome: 'not-sent', cause: 'unreachable', again: true };
      }
      try {
        await transport.sendMail({
          to: { name: '', address: to },
          from: { name: 'Uppsikt', address: from },
          messageId,
          ...(earlier.length > 0 && { inReplyTo: earlier.at(-1), references: [...earlier] }),
          subject,
          text,
          attachments: attachments.map(({ name, file }) => ({
            filename: name,
            contentType: file.mime,
            content: Buffer.from(file.bytes),
          })),
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { outcome: 'sent' };
      } catch (error) {
        return refused(error as Fault) ?? { outcome: 'unknown', cause: 'answer-lost' };
      }
    },
    close: () => transport.close(),
  };
}

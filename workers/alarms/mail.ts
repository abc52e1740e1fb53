/** Mail by SMTP. A server that cannot be reached delays a message; only a recipient it refuses for good ends it. */
import { smtpTransport } from '../smtp-transport.ts';
import { ANSWER_CHARS, type Mail, type Sent } from './deps.ts';

const SILENT_MS = 20_000;

/** Answers about this recipient or this message, not about the server: RFC 5321, 550 to 554. */
function isRefusal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return code === 'EENVELOPE' && typeof responseCode === 'number' && responseCode >= 550;
}

/** What failed, as a code: never the server's words, they hold addresses. */
function causeOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return [typeof code === 'string' ? code : 'EUNKNOWN', responseCode].filter(Boolean).join('-');
}

const answered = (response: unknown): { answer?: string } =>
  typeof response === 'string' ? { answer: response.slice(0, ANSWER_CHARS) } : {};

export interface Mailer {
  send(mail: Mail): Promise<Sent>;
  close(): void;
}

/** `url` is SMTP_URL: smtp://user:password@host:587, or smtps://. */
export function createMailer(url: string): Mailer {
  const transport = smtpTransport(url, SILENT_MS);
  return {
    async send({ to, from, messageId, subject, text, attachments = [] }) {
      try {
        const { response } = await transport.sendMail({
          to: { name: '', address: to },
          from: { name: 'Uppsikt', address: from },
          messageId,
          subject,
          text,
          attachments: attachments.map(({ content, ...file }) => ({
            ...file,
            content: Buffer.from(content),
          })),
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { state: 'sent', ...answered(response) };
      } catch (error) {
        const { response } = error as { response?: unknown };
        const state = isRefusal(error) ? 'refused' : 'later';
        return { state, cause: causeOf(error), ...answered(response) };
      }
    },
    close: () => transport.close(),
  };
}

/** The way by e-mail, against a real SMTP server, with the real package of a real capture. */
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import type { RegistryMail } from '../../../workers/hand-over/deps.ts';
import {
  createRegistryMailer,
  MAX_MAIL_BYTES,
  type RegistryMailer,
} from '../../../workers/hand-over/mail-way.ts';

type Step = 'connect' | 'mail-from' | 'rcpt-to' | 'data' | 'hang-up';
let faults: { at: Step; code: number } | null = null;
let letters: string[] = [];
let smtp: SMTPServer;
let mailer: RegistryMailer;

const failing = (at: Step): Error | null =>
  faults?.at === at ? Object.assign(new Error('nej'), { responseCode: faults.code }) : null;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect: (_session, done) => done(failing('connect')),
    onMailFrom: (_address, _session, done) => done(failing('mail-from')),
    onRcptTo: (_address, _session, done) => done(failing('rcpt-to')),
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        letters.push(Buffer.concat(chunks).toString('utf8'));
        if (faults?.at === 'hang-up') for (const connection of smtp.connections) connection.close();
        else done(failing('data'));
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
  mailer = createRegistryMailer(`smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  mailer.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});
afterEach(() => {
  faults = null;
  letters = [];
});

const file = (bytes: number) => ({
  name: 'underlag-abc.pdf',
  file: { format: 'pdf', ending: 'pdf', mime: 'application/pdf', bytes: new Uint8Array(bytes) } as const,
});
const mail = (more: Partial<RegistryMail> = {}): RegistryMail => ({
  to: 'registrator@exempel.se',
  from: 'kommunikation@exempel.se',
  messageId: '<hand-over-abc-2@uppsikt.exempel.se>',
  earlier: ['<hand-over-abc-1@uppsikt.exempel.se>'],
  subject: 'Handling att registrera: Kommunstyrelsen, underlag abc',
  text: 'Till registrator',
  attachments: [file(1000)],
  ...more,
});

describe('the way by e-mail', () => {
  test('A letter bears its Message-ID, those that it may repeat, and the files', async () => {
    expect(await mailer.send(mail())).toEqual({ outcome: 'sent' });
    const [letter = ''] = letters;
    expect(letter).toContain('Message-ID: <hand-over-abc-2@uppsikt.exempel.se>');
    expect(letter).toContain('In-Reply-To: <hand-over-abc-1@uppsikt.exempel.se>');
    expect(letter).toContain('References: <hand-over-abc-1@uppsikt.exempel.se>');
    expect(letter).toContain('To: registrator@exempel.se');
    expect(letter).toMatch(/filename=underlag-abc\.pdf/u);
    expect(letter).toContain('Auto-Submitted: auto-generated');
  });

  test('A recipient that is refused ends it; a server that asks for patience does not', async () => {
    faults = { at: 'rcpt-to', code: 550 };
    expect(await mailer.send(mail())).toMatchObject({
      cause: 'recipient-refused',
      again: false,
      shown: expect.stringMatching(/^550 /u),
    });
    faults = { at: 'rcpt-to', code: 450 };
    expect(await mailer.send(mail())).toMatchObject({ cause: 'unreachable', again: true });
    faults = { at: 'connect', code: 421 };
    expect(await mailer.send(mail())).toMatchObject({ cause: 'unreachable', again: true });
    faults = { at: 'data', code: 554 };
    expect(await mailer.send(mail())).toMatchObject({ cause: 'message-refused', again: false });
    faults = { at: 'data', code: 552 };
    expect(await mailer.send(mail())).toMatchObject({ cause: 'too-large', again: false });
    faults = { at: 'data', code: 451 };
    expect(await mailer.send(mail())).toMatchObject({ cause: 'unreachable', again: true });
  });

  test('A server that takes the letter and is gone before it says so may have it', async () => {
    faults = { at: 'hang-up', code: 0 };
    expect(await mailer.send(mail())).toEqual({ outcome: 'unknown', cause: 'answer-lost' });
    expect(letters).toHaveLength(1);
  });

  test('A server that cannot be reached surely has nothing', async () => {
    const nobody = createRegistryMailer('smtp://127.0.0.1:1');
    expect(await nobody.send(mail())).toMatchObject({ outcome: 'not-sent', cause: 'unreachable' });
    nobody.close();
  });

  test('What is larger than mail systems take is not tried', async () => {
    const attachments = [file(MAX_MAIL_BYTES), file(1)];
    expect(await mailer.send(mail({ attachments }))).toMatchObject({ cause: 'too-large', again: false });
    expect(letters).toEqual([]);
  });
});

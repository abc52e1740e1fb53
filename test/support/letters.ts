/** A real SMTP server on loopback, and the letters that it took. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Letter {
  readonly to: readonly string[];
  readonly raw: string;
}

export interface LetterBox {
  readonly url: string;
  readonly letters: Letter[];
  /** The code that everybody is refused with, or one recipient is; null: nobody. */
  refuse: { readonly code: number; readonly recipient?: string } | null;
  close(): Promise<void>;
}

export async function letterBox(): Promise<LetterBox> {
  const letters: Letter[] = [];
  const refused = (): Error =>
    Object.assign(new Error('not taken'), { responseCode: box.refuse?.code ?? 550 });
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_address, _session, done) =>
      done(box.refuse !== null && box.refuse.recipient === undefined ? refused() : null),
    onRcptTo: ({ address }, _session, done) => done(box.refuse?.recipient === address ? refused() : null),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        letters.push({
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('latin1'),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
  const box: LetterBox = {
    url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    letters,
    refuse: null,
    close: () => new Promise<void>((resolve) => smtp.close(() => resolve())),
  };
  return box;
}

/** The parts of a letter by their type, as they were before they were coded for the way. */
export function partsOf({ raw }: Letter): ReadonlyMap<string, Buffer> {
  const boundary = /boundary="(?<boundary>[^"]+)"/u.exec(raw)?.groups?.boundary ?? '';
  const parts = raw.split(`--${boundary}`).map((part) => {
    const [head = '', ...body] = part.split('\r\n\r\n');
    const type = /Content-Type: (?<type>[\w/-]+)/u.exec(head)?.groups?.type ?? '';
    const coded = body.join('\r\n\r\n');
    if (/Content-Transfer-Encoding: base64/u.test(head)) return [type, Buffer.from(coded, 'base64')] as const;
    const plain = coded
      .replaceAll(/=\r\n/gu, '')
      .replaceAll(/=(?<hex>[0-9A-F]{2})/gu, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return [type, Buffer.from(plain, 'latin1')] as const;
  });
  return new Map(parts);
}

/** How every mail of ours reaches the mail server: nothing of this machine is attached by a name or an address. */
import { createTransport } from 'nodemailer';

const CONNECT_MS = 10_000;

/** `url` is SMTP_URL: smtp://user:password@host:587, or smtps://. `silentMs`: how long the server may say nothing. */
export const smtpTransport = (url: string, silentMs: number) =>
  createTransport({
    url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: silentMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

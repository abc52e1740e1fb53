/** `uppsikt parse`: what a delivery would become, one JSON object a line. Touches no store and verifies no signature. */
import { buffer } from 'node:stream/consumers';
import { READERS, readerOf } from '../../connectors/readers.ts';
import { deliveryLines } from './delivery-lines.ts';
import { type Io, oneOf, options, UsageError } from './usage.ts';

const PLATFORMS = Object.keys(READERS);

export const USAGE = `Usage: parse --platform ${PLATFORMS.join('|')} < body

Prints what the body of a webhook, or a poll's answer, would become, one JSON object a line:
kind, action, externalId, parentId, postId, accountId, author, text, attachments, createdAt, unknown.
`;

/** @returns 0. @throws UsageError (exit code 2) for an unknown platform or a body that is none of its deliveries. */
export async function run(argv: string[], { stdin, stdout }: Io): Promise<number> {
  const { platform } = options(argv, { platform: { type: 'string' } });
  const reader = await readerOf(oneOf(platform, PLATFORMS, 'platform'));
  const body = await buffer(stdin);
  if (!reader.isReadable(body)) throw new UsageError(`This is no delivery of ${platform}.`);
  for (const line of deliveryLines(reader.parseDelivery(body))) stdout.write(`${JSON.stringify(line)}\n`);
  return 0;
}

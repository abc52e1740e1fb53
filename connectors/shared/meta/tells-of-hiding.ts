import type { DeliveryReader } from '../../../core/actions/connector.ts';

/** Whether a body tells of a comment hidden or shown again. Nearly all are done with at a glance at their bytes. */
export function tellsOfHiding(reader: Pick<DeliveryReader, 'parseDelivery'>, body: Uint8Array): boolean {
  if (!Buffer.from(body.buffer, body.byteOffset, body.byteLength).includes('hide')) return false;
  return reader
    .parseDelivery(body)
    .some(({ changes }) =>
      changes.some(({ change }) => change.type === 'hidden' || change.type === 'unhidden'),
    );
}

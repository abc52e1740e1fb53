import { signature } from '../../ops/simulator/facebook/body.ts';
import { APP_SECRET } from './webhook.ts';

/** The signature header's value for exactly these bytes. */
export const signed = (body: Buffer): string => signature(body, APP_SECRET);

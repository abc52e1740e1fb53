/** The raw limit: Express, the raw body and the HMAC, and nothing else. A process of its own, like the server. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';

const app = express();
app.disable('x-powered-by');
app.post('/webhooks/facebook', express.raw({ type: () => true, limit: '4mb' }), (req, res) => {
  const wanted = createHmac('sha256', process.env.META_APP_SECRET ?? '')
    .update(req.body as Buffer)
    .digest();
  const given = Buffer.from(String(req.headers['x-hub-signature-256']).slice('sha256='.length), 'hex');
  const valid = given.length === wanted.length && timingSafeEqual(given, wanted);
  res
    .status(valid ? 200 : 401)
    .type('text/plain')
    .send('ok');
});
const server = app.listen(0, '127.0.0.1', () => {
  process.send?.({ ready: true, port: (server.address() as { port: number }).port });
});
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));

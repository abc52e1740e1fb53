import { builtIn, installed, PRODUCT, PURE, type Rule } from './rooms.ts';

/** Tests look at the real stores themselves. */
const TESTS = '^test/';
const THE_TWO_MAINS = '^(server|workers)/main\\.ts$';

/** Which outside parts live in which room. */
export const PARTS: readonly Rule[] = [
  {
    name: 'pure-code-does-no-io',
    comment:
      'Pure code uses none of the modules of Node but node:crypto (for hashing). Read the file or the network in a worker and pass the result in.',
    from: { path: PURE },
    to: { dependencyTypes: ['core'], pathNot: builtIn('crypto') },
  },
  {
    name: 'pure-core-needs-no-package',
    comment:
      'The pure half of core has no dependencies; zod and zod-openapi serve core/contract alone. Describe shapes in core/contract, drivers belong to the I/O half.',
    from: { path: '^core/(domain|policy|evidence|records)/' },
    to: { path: '(^|/)node_modules/' },
  },
  {
    name: 'contract-needs-only-zod',
    comment:
      'core/contract is read by the browser: zod and zod-openapi only. Put what needs another package into the server.',
    from: { path: '^core/contract/' },
    to: { path: '(^|/)node_modules/', pathNot: installed('zod', 'zod-openapi') },
  },
  {
    name: 'classifiers-need-only-text-parts',
    comment:
      'The classifiers need no package. Name one that computes and nothing else in ops/lint/boundaries/parts.ts; drivers and HTTP stay out.',
    from: { path: '^classifiers/' },
    to: { path: '(^|/)node_modules/' },
  },
  {
    name: 'mongoose-in-the-store',
    comment: 'Mongoose lives in core/store. Write a function there that says what you need, tenantId first.',
    from: { pathNot: ['^core/store/', '^ops/services/', TESTS] },
    to: { path: installed('mongoose', 'mongodb') },
  },
  {
    name: 'bullmq-in-the-queue',
    comment:
      'BullMQ lives in core/queue, the workers and the board page. Enqueue through core/kernel/queue/queues.ts.',
    from: { pathNot: ['^core/queue/', '^workers/', '^server/routes/board', TESTS] },
    to: { path: installed('bullmq') },
  },
  {
    name: 'ioredis-at-the-edges',
    comment:
      'ioredis lives in core/queue, core/realtime and the two main.ts. Take the connection as an argument; its type may be imported with `import type`.',
    from: { pathNot: ['^core/(queue|realtime)/', THE_TWO_MAINS, TESTS] },
    to: { path: installed('ioredis'), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'redis-for-sessions',
    comment:
      'The package redis serves connect-redis in server/sessions.ts alone. Use the ioredis connection that you are handed.',
    from: { pathNot: ['^server/sessions\\.ts$', TESTS] },
    to: { path: installed('redis', '@redis/[^/]+', 'connect-redis') },
  },
  {
    name: 'http-in-the-server',
    comment:
      'Express and Socket.IO live in the server (and in ops, for the simulator). Publish through core/realtime instead.',
    from: { pathNot: ['^(server|ops)/', TESTS] },
    to: { path: installed('express', 'express-session', 'socket\\.io', 'helmet') },
  },
  {
    name: 'webhooks-make-no-calls',
    comment:
      'What verifies and parses a delivery must not reach the network: the answer to the platform waits for it. Fetch in actions.ts or backfill.ts, by a job.',
    from: { path: '^connectors/[^/]+/webhook\\.ts$' },
    to: {
      path: [
        '^connectors/shared/http\\.ts$',
        installed('undici'),
        builtIn(
          'https?',
          'http2',
          'net',
          'tls',
          'dgram',
          'dns(/promises)?',
          'fs(/promises)?',
          'child_process',
        ),
      ],
      reachable: true,
    },
  },
  {
    name: 'product-needs-no-dev-package',
    comment:
      'The image holds `dependencies` only. Move the package there in package.json (types may stay where they are).',
    from: { path: '^(core|connectors|classifiers|server|workers)/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'settings-are-read-once',
    comment:
      'core/kernel/config.ts is read by the two main.ts (and by ops and tests). Take the value you need as an argument.',
    from: { path: PRODUCT, pathNot: THE_TWO_MAINS },
    to: { path: '^core/kernel/config\\.ts$' },
  },
];

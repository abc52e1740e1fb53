import {
  ANY_BUILT_IN,
  builtIn,
  CONTRACT,
  installed,
  PRODUCT,
  PURE,
  type Rule,
  STORE,
  SUBJECTS,
} from './rooms.ts';

/** Tests look at the real stores themselves. */
const TESTS = '^test/';
const THE_TWO_MAINS = '^(server|workers)/main\\.ts$';

/** Which outside parts live in which room. */
export const PARTS: readonly Rule[] = [
  {
    name: 'pure-code-does-no-io',
    comment:
      'Pure code reaches no module of Node but node:crypto (for hashing) and no package but zod, canonicalize, xmlbuilder2 and natural’s stemmers, not even through a file that it imports. Read the file, the network or the store in a worker and pass the result in.',
    from: PURE,
    to: {
      path: [ANY_BUILT_IN, '(^|/)node_modules/'],
      pathNot: [builtIn('crypto'), installed('zod', 'zod-openapi', 'canonicalize', 'xmlbuilder2', 'natural')],
      reachable: true,
    },
  },
  {
    name: 'zod-in-contracts',
    comment:
      'Within the subjects of core zod lives in `*.contract.ts`, and zod-openapi in core/contract. Describe the shape there and import its type.',
    from: { path: [SUBJECTS, '^classifiers/'], pathNot: CONTRACT },
    to: { path: installed('zod', 'zod-openapi') },
  },
  {
    name: 'canonicalize-for-evidence',
    comment:
      'The package canonicalize serves core/evidence/canonical.ts alone. Call canonicalJson, so that evidence is written in one way.',
    from: { pathNot: ['^core/evidence/canonical\\.ts$', TESTS] },
    to: { path: installed('canonicalize') },
  },
  {
    name: 'natural-for-stems',
    comment:
      'The package natural serves core/inbox/stems.ts alone, by the paths of its stemmers: its main entry loads storage drivers. Call stemsOf.',
    from: { pathNot: ['^core/inbox/stems\\.ts$', '^ops/bench/', TESTS] },
    to: { path: installed('natural') },
  },
  {
    name: 'xmlbuilder-for-records',
    comment:
      'The package xmlbuilder2 serves core/records/xml.ts and core/records/eark/xml-tree.ts alone, where its two flaws are mended. Build with element() and xmlBytes(), read with xmlTree().',
    from: { pathNot: ['^core/records/(xml|eark/xml-tree)\\.ts$', TESTS] },
    to: { path: installed('xmlbuilder2') },
  },
  {
    name: 'mongoose-in-the-store',
    comment:
      'Mongoose lives in `*.store.ts` and the kernel. Write a function there that says what you need, tenantId first.',
    from: { pathNot: ['^core/kernel/', STORE, TESTS] },
    to: { path: installed('mongoose', 'mongodb') },
  },
  {
    name: 'bullmq-in-the-queue',
    comment: 'BullMQ lives in core/kernel/queue. Enqueue through core/kernel/queue/queues.ts.',
    from: { pathNot: ['^core/kernel/queue/', TESTS] },
    to: { path: installed('bullmq') },
  },
  {
    name: 'board-on-the-queue-page',
    comment:
      'Bull Board serves server/routes/ops/queues.ts alone, where its guard stands. Mount that page, or count with queues.counts().',
    from: { pathNot: ['^server/routes/ops/queues\\.ts$', TESTS] },
    to: { path: installed('@bull-board/[^/]+') },
  },
  {
    name: 'ioredis-at-the-edges',
    comment:
      'ioredis lives in core/kernel and the two main.ts. Take the connection as an argument; its type may be imported with `import type`.',
    from: { pathNot: ['^core/kernel/', THE_TWO_MAINS, TESTS] },
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
      'Express and Socket.IO live in the server (and in ops, for the simulator). Publish through core/kernel/realtime instead.',
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
    from: { path: '^(core|connectors|classifiers|documents|server|workers)/' },
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

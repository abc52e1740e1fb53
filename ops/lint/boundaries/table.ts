import { CONTRACT, PRODUCT, PURE_CORE, type Rule, STORE, SUBJECTS } from './rooms.ts';

/** What no file that only computes may import, wherever it stands: the processes, and the files that reach the database. */
const IMPURE = ['^(connectors|documents|server|workers|client)/', STORE];

/** Who may import whom: one rule per row of the table in docs/ARCHITECTURE.md. */
export const TABLE: readonly Rule[] = [
  {
    name: 'pure-core-stays-pure',
    comment:
      'A file of core without `.store.ts` in its name computes and nothing else. Take what you need as an argument, or move this code to a `*.store.ts` beside it, to the kernel or to a worker.',
    from: PURE_CORE,
    to: { path: [...IMPURE, '^classifiers/'] },
  },
  {
    name: 'core-imports-core',
    comment:
      'Core imports nothing above it. Declare a port in the subject and let the server or the worker pass the implementation in.',
    from: { path: ['^core/kernel/', STORE] },
    to: { path: PRODUCT, pathNot: '^core/' },
  },
  {
    name: 'kernel-knows-no-subject',
    comment:
      'The kernel serves every subject and knows none. Take what differs as an argument or a type parameter, or move this file to its subject.',
    from: { path: '^core/kernel/' },
    to: { path: SUBJECTS },
  },
  {
    name: 'contracts-as-types-only',
    comment:
      'A rule of core takes a shape of a contract as a type only: zod stays out of it. Move the value to a pure file that the contract imports.',
    from: { path: SUBJECTS, pathNot: [CONTRACT, STORE] },
    to: { path: CONTRACT, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'classifiers-know-pure-core',
    comment:
      'A classifier imports its own folder and the pure files of core. What it shares with others belongs there; weights and word lists are passed in by workers/classify.',
    from: { path: '^classifiers/([^/]+)/' },
    to: { path: PRODUCT, pathNot: ['^classifiers/$1/', '^core/(?!.*\\.(store|contract)\\.ts$)'] },
  },
  {
    name: 'documents-draw-what-they-are-given',
    comment:
      'A document is drawn from values: pure core and documents only. Read the store in the server, the worker or the command that asks for it and pass in what it found.',
    from: { path: '^documents/' },
    to: { path: PRODUCT, pathNot: ['^documents/', '^core/(?!.*\\.store\\.ts$)'] },
  },
  {
    name: 'drawn-in-the-documents-process',
    comment:
      'What draws a PDF costs its process a hundred megabytes. Add the drawing to documents/drawings.ts and call draw() of documents/document-process.ts; types may be imported with `import type`.',
    from: { path: '^(server|workers)/' },
    to: {
      path: ['^documents/(pdf/|drawings\\.ts$)', '^documents/.+-pdf\\.ts$'],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'connectors-know-their-platform',
    comment:
      'A connector imports its own platform, connectors/shared, the pure files of core and the guarded fetch. Move what two platforms share to connectors/shared.',
    from: { path: '^connectors/([^/]+)/' },
    to: {
      path: PRODUCT,
      pathNot: [
        '^connectors/($1|shared)/',
        '^core/(?!kernel/)(?!.*\\.(store|contract)\\.ts$)',
        '^core/kernel/(guarded-fetch/|(ids|platform|errors)\\.ts$)',
      ],
    },
  },
  {
    name: 'connector-index-lists-connectors',
    comment: 'connectors/index.ts only lists the connectors. Put logic into the platform or into the caller.',
    from: { path: '^connectors/[^/]+$' },
    to: {
      path: PRODUCT,
      pathNot: ['^connectors/', '^core/actions/connector\\.ts$', '^core/kernel/platform\\.ts$'],
    },
  },
  {
    name: 'server-leaves-work-to-workers',
    comment:
      'The server never classifies and never runs a job. Store a row and enqueue a job of core/kernel/queue; a worker does the rest.',
    from: { path: '^server/' },
    to: { path: '^(classifiers|workers|client)/' },
  },
  {
    name: 'workers-know-no-server',
    comment: 'A worker tells the browser through the realtime stream. Move what both need to core.',
    from: { path: '^workers/' },
    to: { path: '^(server|client)/' },
  },
  {
    name: 'client-knows-pure-core-and-contracts',
    comment:
      'The client imports the pure files and the contracts of core only. Add the shape to a `*.contract.ts` and fetch it through client/src/api.',
    from: { path: '^client/' },
    to: {
      path: PRODUCT,
      pathNot: [
        '^client/',
        '^core/(?!kernel/)(?!.*\\.store\\.ts$)',
        '^core/kernel/(platform|roles|errors)\\.ts$',
      ],
    },
  },
  {
    name: 'platforms-by-their-index',
    comment: 'Take connectors from connectors/index.ts, so that a new platform needs no change here.',
    from: { path: '^(server|workers)/' },
    to: { path: '^connectors/', pathNot: '^connectors/index\\.ts$' },
  },
  {
    name: 'classifiers-by-their-index',
    comment:
      'Take classifiers from classifiers/<kind>/index.ts; what lies deeper may change with any version.',
    from: { path: '^workers/' },
    to: { path: '^classifiers/', pathNot: '^classifiers/[^/]+/index\\.ts$' },
  },
  {
    name: 'product-knows-no-ops',
    comment:
      'ops and test are never part of the product. Move what both need to core, or inject it where ops starts the product.',
    from: { path: PRODUCT },
    to: { path: '^(ops|test)/' },
  },
];

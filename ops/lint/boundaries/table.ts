import { PRODUCT, PURE_CORE, type Rule } from './rooms.ts';

/** Who may import whom: one rule per row of the table in docs/ARCHITECTURE.md. */
export const TABLE: readonly Rule[] = [
  {
    name: 'pure-core-stays-pure',
    comment:
      'The pure half of core imports the pure half only. Take what you need as an argument, or move this code to core/store, core/queue or a worker.',
    from: { path: PURE_CORE },
    to: { path: PRODUCT, pathNot: PURE_CORE },
  },
  {
    name: 'core-imports-core',
    comment:
      'Core imports nothing above it. Declare a port in core/domain and let the server or the worker pass the implementation in.',
    from: { path: '^core/', pathNot: PURE_CORE },
    to: { path: PRODUCT, pathNot: '^core/' },
  },
  {
    name: 'classifiers-know-the-domain',
    comment:
      'A classifier imports its own folder and core/domain. What it shares with others belongs to core/domain; weights and word lists are passed in by workers/models.',
    from: { path: '^classifiers/([^/]+)/' },
    to: { path: PRODUCT, pathNot: ['^classifiers/$1/', '^core/domain/'] },
  },
  {
    name: 'connectors-know-their-platform',
    comment:
      'A connector imports its own platform, connectors/shared and core/domain. Move what two platforms share to connectors/shared.',
    from: { path: '^connectors/([^/]+)/' },
    to: { path: PRODUCT, pathNot: ['^connectors/($1|shared)/', '^core/domain/'] },
  },
  {
    name: 'connector-index-lists-connectors',
    comment: 'connectors/index.ts only lists the connectors. Put logic into the platform or into the caller.',
    from: { path: '^connectors/[^/]+$' },
    to: { path: PRODUCT, pathNot: ['^connectors/', '^core/domain/'] },
  },
  {
    name: 'server-leaves-work-to-workers',
    comment:
      'The server never classifies and never runs a job. Store a row and enqueue a job of core/queue; a worker does the rest.',
    from: { path: '^server/' },
    to: { path: '^(classifiers|workers|client)/' },
  },
  {
    name: 'workers-know-no-server',
    comment: 'A worker tells the browser by core/kernel/realtime/publish.ts. Move what both need to core.',
    from: { path: '^workers/' },
    to: { path: '^(server|client)/' },
  },
  {
    name: 'client-knows-domain-and-contract',
    comment:
      'The client imports core/domain and core/contract only. Add the shape to core/contract and fetch it through client/src/api.',
    from: { path: '^client/' },
    to: { path: PRODUCT, pathNot: ['^client/', '^core/(domain|contract)/'] },
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

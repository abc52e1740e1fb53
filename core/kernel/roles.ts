/** Who may do what. Routes name a permission; `core/kernel/authorise.ts` answers. */
export const ROLES = [
  'administrator',
  'deputy',
  'moderator',
  'head-of-department',
  'communications-unit',
  'registrar',
  'auditor',
  'system-administrator',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that see every account of their municipality; the others see the accounts they are named on. */
export const ALL_ACCOUNT_ROLES: ReadonlySet<Role> = new Set([
  'communications-unit',
  'registrar',
  'auditor',
  'system-administrator',
]);

const MODERATING: readonly Role[] = ['administrator', 'deputy', 'moderator', 'communications-unit'];
const READING: readonly Role[] = [...MODERATING, 'head-of-department', 'registrar', 'auditor'];

export const PERMISSIONS = {
  'session:read': ROLES,
  'items:read': READING,
  'items:act': MODERATING,
  'items:register': [...MODERATING, 'registrar'],
  /** To let all who see the same accounts have a saved view. */
  'views:share': ['administrator', 'communications-unit'],
  /** For legal duty: to let a removal go on though its picture is missing; every time is logged. */
  'removals:without-picture': ['administrator', 'communications-unit'],
  'captures:read': ['administrator', 'deputy', 'communications-unit', 'registrar', 'auditor'],
  /** Whether the chain of evidence is whole: hashes and numbers only. */
  'chain:read': ['auditor', 'communications-unit', 'registrar', 'system-administrator'],
  /** The ways to the boards' case systems. */
  'board-routes:write': ['communications-unit', 'registrar', 'system-administrator'],
  'accounts:read': [...READING, 'system-administrator'],
  'accounts:write': ['communications-unit', 'system-administrator'],
  /** Who may sign in, and keys for programs. */
  'people:manage': ['communications-unit', 'system-administrator'],
  'deadlines:read': READING,
  'lists:read': READING,
  'lists:write': ['communications-unit'],
  'cases:write': ['communications-unit', 'registrar'],
  /** To see a masked personal number; every time is logged. */
  'personal-data:reveal': [...MODERATING, 'registrar'],
  'policies:read': [...READING, 'system-administrator'],
  'policies:write': ['communications-unit', 'system-administrator'],
  'audit:read': ['auditor', 'communications-unit', 'system-administrator'],
  'operations:read': ['system-administrator'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

/** What a reader may see. Every store read takes one. */
export interface Scope {
  readonly tenantId: string;
  readonly accountIds: readonly string[] | 'all';
  readonly role: Role;
}

/** What stands in for the name of an API token that nobody has named: no reader of a document should meet it. */
export const UNNAMED_TOKEN = 'command line';

/** Who did something: a person, an API token or the machine itself. */
export interface Actor {
  readonly kind: 'person' | 'token' | 'machine' | 'platform';
  readonly id: string;
}

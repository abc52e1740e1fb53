/** Who may sign in, and keys for programs. */
import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import { prose } from '../contract/free-text.contract.ts';
import { ROLES } from '../kernel/roles.ts';
import { PLACES } from './places.ts';

const accountIds = z.array(z.string().min(1).max(100)).max(1000);
const boards = z.array(z.string().min(1).max(200)).max(200);
const email = z.string().trim().min(3).max(254);

export const MemberShape = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    /** Null: no limit beside what the role sees. */
    accountIds: z.array(z.string()).nullable(),
    boards: z.array(z.string()).nullable(),
    /** Where the person is named. */
    places: z.array(z.object({ accountId: z.string(), name: z.string(), place: z.enum(PLACES) })),
    /** Open items that they hold. */
    items: z.int(),
    createdAt: instant,
  })
  .meta({ id: 'Member' });
export type MemberShape = z.infer<typeof MemberShape>;

export const MemberList = z.object({ members: z.array(MemberShape) });

export const NewMember = z
  .object({
    email,
    name: prose(200).optional(),
    role: z.enum(ROLES),
    accountIds: accountIds.nullable().default(null),
    boards: boards.nullable().default(null),
  })
  .meta({ id: 'NewMember' });

/** What is left out stays; null takes a limit away. */
export const MemberChange = z
  .object({
    name: prose(200).optional(),
    role: z.enum(ROLES).optional(),
    accountIds: accountIds.nullable().optional(),
    boards: boards.nullable().optional(),
  })
  .meta({ id: 'MemberChange' });

export const MemberRemoval = z.object({
  /** Who takes over places and items; left out: nobody. */
  to: z.string().min(1).max(100).optional(),
});
export const RemovedMember = z.object({ accounts: z.int(), items: z.int() });

/** Good once, until `expiresAt`. Shown here and nowhere else. */
export const Invitation = z.object({ link: z.string(), expiresAt: instant });

export const KeyShape = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    accountIds: z.array(z.string()).nullable(),
    createdAt: instant,
    expiresAt: instant,
    /** To the hour; null: never. */
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'Key' });
export type KeyShape = z.infer<typeof KeyShape>;

export const KeyList = z.object({ keys: z.array(KeyShape) });
export const NewKey = z
  .object({
    name: prose(200),
    role: z.enum(ROLES),
    accountIds: accountIds.min(1).nullable().default(null),
    days: z.int().min(1).max(3660).default(90),
  })
  .meta({ id: 'NewKey' });
/** `token` is shown here and nowhere else: its hash alone is kept. */
export const MadeKey = z.object({ key: KeyShape, token: z.string() });

import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import { ROLES } from '../kernel/roles.ts';

export const SignInRequest = z.object({ token: z.string().min(10).max(200) });

/** What a person has chosen for themselves; a key has chosen nothing. */
export const PersonalSettingsShape = z
  .object({
    /** Opening an item shows its text, however grave; the lists go on veiling it. */
    showsVeiled: z.boolean(),
    /** Whether they have been asked once. */
    askedAboutVeil: z.boolean(),
  })
  .meta({ id: 'PersonalSettings' });

export const PersonalSettingsChange = PersonalSettingsShape.partial().strict();

export const SessionShape = z
  .object({
    person: z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(ROLES) }),
    municipality: z.object({ id: z.string(), name: z.string(), demo: z.boolean() }),
    /** What the person may do at all: the client hides what is not here, the server refuses it anyway. */
    permissions: z.array(z.string()),
    settings: PersonalSettingsShape,
    undoSeconds: z.number(),
    /** The server's time, by which the client sets its countdowns. */
    asOf: instant,
  })
  .meta({ id: 'Session' });
export type SessionShape = z.infer<typeof SessionShape>;

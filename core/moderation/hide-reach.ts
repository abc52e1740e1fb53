/** What a hide achieves where others go on seeing what is hidden (`Capabilities.hideLeaves`). Pure. */
import type { Capabilities } from '../kernel/platform.ts';
import type { Axis } from './removal.ts';

/** `report`: nothing that the account can do takes it away; the platform can. */
export type InsteadOfHiding = 'delete' | 'report';

/**
 * What the law asks for instead of a hide, which leaves in sight what it wants gone: the clock of a legal duty stops for
 * a removal alone (`removal-targets.ts`). Null: a hide will do. House rules and secrecy are the municipality's to weigh.
 */
export function insteadOfHiding(
  axis: Axis | null,
  can: Pick<Capabilities, 'delete' | 'hideLeaves'> | undefined,
): InsteadOfHiding | null {
  if (axis !== 'legalDuty' || can === undefined || (can.hideLeaves ?? null) === null) return null;
  return can.delete ? 'delete' : 'report';
}

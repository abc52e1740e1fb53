/** Why something is captured: a judgement by a person or a machine, or the removal that follows from one. */
import type { ActionType, Removal } from '../actions/action.ts';
import type { Actor } from '../kernel/roles.ts';

export const CAPTURE_TRIGGERS = ['removal', 'confirmed', 'registered', 'machine-hide', 'asked-for'] as const;
export type CaptureTrigger = (typeof CAPTURE_TRIGGERS)[number];

export interface CaptureCause {
  readonly trigger: CaptureTrigger;
  readonly actor: Actor;
  readonly at: Date;
  /** The action, or the hand-over, that it comes from. */
  readonly action: { readonly id: string; readonly type: ActionType | 'hand-over' };
  /** What a removal rests on; null: nothing is removed with it. */
  readonly removal: Removal | null;
}

type Caused = {
  readonly _id: string;
  readonly type: ActionType;
  readonly actor: Actor;
  readonly createdAt: Date;
  readonly removal: Removal | null;
};

const TRIGGERS: Readonly<Partial<Record<ActionType, CaptureTrigger>>> = {
  confirm: 'confirmed',
  register: 'registered',
};

/** What an action gives as the cause of a capture. */
export function causeOfAction({ _id, type, actor, createdAt, removal }: Caused): CaptureCause {
  const trigger = actor.kind === 'machine' ? 'machine-hide' : (TRIGGERS[type] ?? 'removal');
  return { trigger, actor, at: createdAt, action: { id: _id, type }, removal };
}

/** What the fake of the people's page holds. */
import type { KeyShape, MemberShape } from '../../core/accounts/members.contract.ts';

export interface FakeMembers {
  mode: 'ok' | 'failing' | 'slow';
  members: MemberShape[];
  keys: KeyShape[];
  /** The code with which the next change is refused. */
  refusal: string | null;
  readonly asked: { path: string; body: unknown }[];
}

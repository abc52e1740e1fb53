/** What can be made to go wrong on the simulated YouTube. Change the fields; they hold from the next call on. */
export interface YoutubeFaults {
  /** Units of a Pacific day. */
  unitsPerDay: number;
  /** The refresh token is dead: `invalid_grant`. */
  refreshDead: boolean;
  /** Every access token handed out so far is dead. */
  accessDead: boolean;
  /** The token lacks the scope: 403 on everything that only the owner may do. */
  forbidden: boolean;
  /** The next `times` calls of this sort fail so; `after`: what was asked for is done all the same. */
  error: {
    reason: string;
    status: number;
    on: 'read' | 'write' | 'any';
    times: number;
    after?: boolean;
  } | null;
  /** The connection of the next so many writes is cut once they are done. */
  loseAnswers: number;
  /** Rejected comments still answer to their id. The reference leaves it open. */
  rejectedById: boolean;
}

export const noFaults = (): YoutubeFaults => ({
  unitsPerDay: 10_000,
  refreshDead: false,
  accessDead: false,
  forbidden: false,
  error: null,
  loseAnswers: 0,
  rejectedById: false,
});

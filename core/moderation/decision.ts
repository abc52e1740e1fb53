/** What a policy made of the verdicts. hold = kept from the public where the platform can, else shown as flag on top. */
export const DECISIONS = ['none', 'flag', 'hold', 'hide'] as const;
export type Decision = (typeof DECISIONS)[number];

export const graverDecision = (first: Decision, second: Decision): Decision =>
  DECISIONS.indexOf(second) > DECISIONS.indexOf(first) ? second : first;

// For editors and `npx depcruise`; the rules themselves stand in ops/lint/boundaries.
import { CRUISE_OPTIONS, RULES } from './ops/lint/boundaries/rules.ts';

export default {
  forbidden: RULES.map((rule) => ({ severity: 'error', ...rule })),
  options: CRUISE_OPTIONS,
};

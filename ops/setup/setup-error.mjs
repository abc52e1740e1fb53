/** A machine that lacks something: one sentence that says what, exit code 3. */
export class SetupError extends Error {}

/** A method that nobody has written is one that the server lacks. */
export function attempt(act: () => unknown): unknown {
  try {
    return act() ?? new Refused(501, 'MethodNotImplemented');
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

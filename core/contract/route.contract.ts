/** One entry of the table of routes. */
import type { z } from 'zod';
import type { Permission } from '../kernel/roles.ts';
import type { FileType } from './files.contract.ts';

export interface Route {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  /** `public`: before anyone is signed in. */
  readonly permission: Permission | 'public';
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The most that the body may hold. Left out: 256 kB. */
  readonly bodyLimit?: `${number}${'kb' | 'mb'}`;
  readonly output: z.ZodType;
  readonly status: number;
  /** The answer is a file ({@link FileAnswer}) of one of these types. Left out: JSON. */
  readonly files?: readonly FileType[];
}

/** One entry of the table of routes. */
import type { z } from 'zod';
import type { Permission } from '../kernel/roles.ts';
import type { FileType } from './files.contract.ts';

export interface Route {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  /** `public`: before anyone is signed in. */
  readonly permission: Permission | 'public';
  /** What the body's `type` asks for besides {@link permission}; every type that the body may have stands here. */
  readonly permissionByType?: Readonly<Record<string, Permission>>;
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

/** Every permission that a request with this parsed body needs. A type that the table lacks is a mistake of ours. */
export function permissionsFor(route: Route, body: unknown): Permission[] {
  if (route.permission === 'public') return [];
  if (route.permissionByType === undefined) return [route.permission];
  const { type } = body as { type: string };
  const permission = route.permissionByType[type];
  if (permission === undefined) throw new Error(`${route.path} names no permission for the type ${type}.`);
  return [route.permission, permission];
}

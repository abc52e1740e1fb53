/** Signing in, the connected accounts, and the people who look after them. */
import { z } from 'zod';
import type { Route } from '../contract/route.contract.ts';
import { ROLES } from '../kernel/roles.ts';
import { AccountList, AccountRequest, AccountShape } from './accounts.contract.ts';
import {
  PersonalSettingsChange,
  PersonalSettingsShape,
  SessionShape,
  SignInRequest,
} from './session.contract.ts';

const none = z.object({});

export const ACCOUNT_ROUTES = {
  signIn: {
    method: 'post',
    path: '/api/session',
    permission: 'public',
    summary: 'Trade a one-time link for a session cookie',
    body: SignInRequest,
    output: SessionShape,
    status: 201,
  },
  readSession: {
    method: 'get',
    path: '/api/session',
    permission: 'session:read',
    summary: 'Who am I, and what may I do',
    output: SessionShape,
    status: 200,
  },
  signOut: {
    method: 'delete',
    path: '/api/session',
    permission: 'session:read',
    summary: 'Sign out',
    output: none,
    status: 200,
  },
  setPersonalSettings: {
    method: 'post',
    path: '/api/session/settings',
    permission: 'session:read',
    summary: 'What a person chooses for themselves; what is left out stays',
    body: PersonalSettingsChange,
    output: PersonalSettingsShape,
    status: 200,
  },
  listAccounts: {
    method: 'get',
    path: '/api/accounts',
    permission: 'accounts:read',
    summary: 'The connected accounts in the caller’s scope',
    output: AccountList,
    status: 200,
  },
  addAccount: {
    method: 'post',
    path: '/api/accounts',
    permission: 'accounts:write',
    summary: 'Connect an account: board, two administrators and the unit are required',
    body: AccountRequest,
    output: AccountShape,
    status: 201,
  },
  listPeople: {
    method: 'get',
    path: '/api/people',
    permission: 'items:read',
    summary: 'Colleagues an item can be assigned to',
    output: z.object({
      people: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) })),
    }),
    status: 200,
  },
} as const satisfies Record<string, Route>;

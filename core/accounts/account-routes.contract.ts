/** Signing in, the connected accounts, and the people who look after them. */
import { z } from 'zod';
import type { Route } from '../contract/route.contract.ts';
import { ROLES } from '../kernel/roles.ts';
import {
  AccountChange,
  AccountList,
  AccountOutgoing,
  AccountRequest,
  AccountShape,
  AccountToken,
} from './accounts.contract.ts';
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
  changeAccount: {
    method: 'post',
    path: '/api/accounts/:id',
    permission: 'accounts:write',
    summary: 'Name, board and people of an account; what is left out stays',
    body: AccountChange,
    output: AccountShape,
    status: 200,
  },
  setAccountToken: {
    method: 'post',
    path: '/api/accounts/:id/token',
    permission: 'accounts:write',
    summary:
      'Exchange the token: checked at the platform, then what waited for it goes out; 422 names what is missing',
    body: AccountToken,
    output: AccountShape,
    status: 200,
  },
  setAccountOutgoing: {
    method: 'post',
    path: '/api/accounts/:id/outgoing',
    permission: 'accounts:write',
    summary: 'Let nothing go out, or what waited go; the account goes on taking in',
    body: AccountOutgoing,
    output: AccountShape,
    status: 200,
  },
  disconnectAccount: {
    method: 'delete',
    path: '/api/accounts/:id',
    permission: 'accounts:write',
    summary: 'Destroy the token: nothing comes in or goes out, items stay; a new token connects it again',
    output: AccountShape,
    status: 200,
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

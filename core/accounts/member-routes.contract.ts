/** The people's page: who may sign in, and keys for programs. */
import { z } from 'zod';
import type { Route } from '../contract/route.contract.ts';
import {
  Invitation,
  KeyList,
  MadeKey,
  MemberChange,
  MemberList,
  MemberRemoval,
  MemberShape,
  NewKey,
  NewMember,
  RemovedMember,
} from './members.contract.ts';

const none = z.object({});

export const MEMBER_ROUTES = {
  listMembers: {
    method: 'get',
    path: '/api/members',
    permission: 'people:manage',
    summary: 'Everybody who may sign in',
    output: MemberList,
    status: 200,
  },
  addMember: {
    method: 'post',
    path: '/api/members',
    permission: 'people:manage',
    summary: 'Let somebody in; 409 for who is here already',
    body: NewMember,
    output: MemberShape,
    status: 201,
  },
  changeMember: {
    method: 'post',
    path: '/api/members/:id',
    permission: 'people:manage',
    summary: 'Change name, role or limits; open windows follow within a second',
    body: MemberChange,
    output: MemberShape,
    status: 200,
  },
  removeMember: {
    method: 'post',
    path: '/api/members/:id/removal',
    permission: 'people:manage',
    summary:
      'End a person’s access and hand on what they held; 422 two_administrators where somebody must take over',
    body: MemberRemoval,
    output: RemovedMember,
    status: 200,
  },
  inviteMember: {
    method: 'post',
    path: '/api/members/:id/invitation',
    permission: 'people:manage',
    summary: 'A link that signs the person in once, within a day',
    body: none,
    output: Invitation,
    status: 201,
  },
  listKeys: {
    method: 'get',
    path: '/api/keys',
    permission: 'people:manage',
    summary: 'Keys for programs, never the keys themselves',
    output: KeyList,
    status: 200,
  },
  makeKey: {
    method: 'post',
    path: '/api/keys',
    permission: 'people:manage',
    summary: 'A key for a program, shown this once',
    body: NewKey,
    output: MadeKey,
    status: 201,
  },
  revokeKey: {
    method: 'delete',
    path: '/api/keys/:id',
    permission: 'people:manage',
    summary: 'End a key now',
    output: none,
    status: 200,
  },
} as const satisfies Record<string, Route>;

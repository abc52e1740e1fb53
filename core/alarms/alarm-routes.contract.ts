/** The caller’s alarms, and who is told of them. */
import { z } from 'zod';
import type { Route } from '../contract/route.contract.ts';
import {
  AlarmList,
  AlarmQuery,
  AlarmSettingsAnswer,
  AlarmSettingsQuery,
  AlarmSettingsRequest,
  MuteRequest,
} from './alarms.contract.ts';

const none = z.object({});

export const ALARM_ROUTES = {
  listAlarms: {
    method: 'get',
    path: '/api/alarms',
    permission: 'items:read',
    summary: 'The caller’s own alarms, newest first',
    query: AlarmQuery,
    output: AlarmList,
    status: 200,
  },
  readAlarm: {
    method: 'post',
    path: '/api/alarms/:id/read',
    permission: 'items:read',
    summary: 'The caller has read this alarm',
    body: none,
    output: none,
    status: 200,
  },
  muteAlarms: {
    method: 'post',
    path: '/api/alarms/mute',
    permission: 'items:read',
    summary: 'Silence the mails to the caller, until a time, always, or (null) no longer',
    body: MuteRequest,
    output: none,
    status: 200,
  },
  readAlarmSettings: {
    method: 'get',
    path: '/api/alarm-settings',
    permission: 'accounts:read',
    summary: 'Who is told of an alarm, and when',
    query: AlarmSettingsQuery,
    output: AlarmSettingsAnswer,
    status: 200,
  },
  setAlarmSettings: {
    method: 'post',
    path: '/api/alarm-settings',
    permission: 'accounts:write',
    summary: 'Set who is told of an alarm, and when',
    body: AlarmSettingsRequest,
    output: AlarmSettingsAnswer,
    status: 200,
  },
} as const satisfies Record<string, Route>;

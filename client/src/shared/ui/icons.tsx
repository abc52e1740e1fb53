import {
  ChatExclamationmarkIcon,
  CheckmarkCircleIcon,
  CircleBrokenIcon,
  ExclamationmarkTriangleIcon,
  FileCheckmarkIcon,
  FileSearchIcon,
  FilesIcon,
  HeartIcon,
  HourglassIcon,
  InboxIcon,
  LightBulbIcon,
  MegaphoneIcon,
  MoonIcon,
  NewspaperIcon,
  PadlockLockedIcon,
  PencilIcon,
  PersonIcon,
  QuestionmarkCircleIcon,
  QuestionmarkDiamondIcon,
  ShieldIcon,
  TasklistIcon,
  WrenchIcon,
  XMarkOctagonIcon,
} from '@navikt/aksel-icons';
import type { ComponentType, SVGProps } from 'react';
import { DeadlineShape } from './deadline-shape.tsx';

type Icon = ComponentType<SVGProps<SVGSVGElement>>;
const ICONS: Readonly<Record<string, Icon>> = {
  insult: ExclamationmarkTriangleIcon,
  hate: ExclamationmarkTriangleIcon,
  threat: XMarkOctagonIcon,
  violence: XMarkOctagonIcon,
  porn: XMarkOctagonIcon,
  secrecy: PadlockLockedIcon,
  copyright: ShieldIcon,
  disinformation: QuestionmarkDiamondIcon,
  ads: MegaphoneIcon,
  profanity: ChatExclamationmarkIcon,
  question: QuestionmarkCircleIcon,
  fault_report: WrenchIcon,
  complaint: ChatExclamationmarkIcon,
  suggestion: LightBulbIcon,
  praise: HeartIcon,
  application_or_request: TasklistIcon,
  documentsRequest: FileSearchIcon,
  mediaInquiry: NewspaperIcon,
  factualError: QuestionmarkDiamondIcon,
  case: FilesIcon,
  registered: FileCheckmarkIcon,
  trouble: ExclamationmarkTriangleIcon,
  unclassified: CircleBrokenIcon,
  mine: PersonIcon,
  drafts: PencilIcon,
  unassigned: CircleBrokenIcon,
  abusive: ExclamationmarkTriangleIcon,
  possible: QuestionmarkDiamondIcon,
  registration: FileCheckmarkIcon,
  waiting: HourglassIcon,
  paused: HourglassIcon,
  snoozed: MoonIcon,
  closed: CheckmarkCircleIcon,
  all: InboxIcon,
};

/** An icon by the name of what it stands for. Always beside a word, so always silent. */
export function NamedIcon({ name }: { name: string }) {
  if (name === 'breached') return <DeadlineShape tone="late" />;
  if (name === 'due-today') return <DeadlineShape tone="calm" />;
  if (name === 'due-soon') return <DeadlineShape tone="soon" />;
  const Icon = ICONS[name] ?? QuestionmarkCircleIcon;
  return <Icon className="icon" aria-hidden="true" />;
}

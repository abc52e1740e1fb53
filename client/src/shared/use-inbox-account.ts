import { useLocation } from 'react-router';
import { accountOf } from './inbox-path.ts';

/** The account that the inbox is limited to; null: all, or another page. */
export const useInboxAccount = (): string | null => accountOf(useLocation());

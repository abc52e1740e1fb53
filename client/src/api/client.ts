import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './http.ts';

/** A refusal is an answer and is not asked again; only an unreachable or overloaded server is. */
const mayHelp = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.status === 0 || error.status >= 500;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && mayHelp(error),
      retryDelay: (count) => 500 * 2 ** count,
    },
    mutations: { retry: false },
  },
});

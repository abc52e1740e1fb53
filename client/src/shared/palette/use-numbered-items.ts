import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { calls } from '../../api/calls.ts';
import { ApiError } from '../../api/http.ts';
import { keys } from '../../api/queries.ts';
import { numberIn } from './number-in.ts';

const TYPING_REST_MS = 200;

/** What has the platform's number, else ours. */
async function itemsNumbered(number: string): Promise<readonly ItemShape[]> {
  const { items } = await calls.numbered(number);
  if (items.length > 0) return items;
  try {
    return [(await calls.item(number)).item];
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return [];
    throw error;
  }
}

/** The items whose number was typed; asked for once the typing rests. */
export function useNumberedItems(typed: string): {
  readonly items: readonly ItemShape[];
  readonly asking: boolean;
  readonly failed: boolean;
} {
  const wanted = numberIn(typed);
  const [number, setNumber] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setNumber(wanted), TYPING_REST_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data, isFetching, isError } = useQuery({
    queryKey: keys.numbered(number ?? ''),
    queryFn: () => itemsNumbered(number ?? ''),
    enabled: number !== null,
    staleTime: 10_000,
  });
  const isCurrent = wanted !== null && number === wanted;
  return {
    items: isCurrent ? (data ?? []) : [],
    asking: wanted !== null && (!isCurrent || isFetching),
    failed: isCurrent && isError,
  };
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'

/** The reasons for which something can be taken off a price. */
export function useReasons() {
  const { data = none } = useQuery({ ...useTRPC().pricing.reasons.queryOptions(), staleTime: 60_000, select: inUse })
  return data
}

const none: { id: string; name: string }[] = []
const inUse = (rows: readonly { id: string; name: string; archivedAt: Date | null }[]) =>
  rows.filter((row) => !row.archivedAt)

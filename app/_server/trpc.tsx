import 'server-only'
import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { cookies, headers } from 'next/headers'
import { cache, type ReactNode } from 'react'
import { makeQueryClient } from '@/components/query-client'
import { enterSession } from '@/server/platform/auth/sessions'
import type { RequestScope } from '@/server/platform/web/trpc'
import { appRouter, createCaller } from '@/server/router'
import { addressOf } from './address'
import { sessionIdOf } from './auth'

/** The person, and the organisation of which they are a member; looked up once per request. */
export const scopeOf = cache(async (slug: string): Promise<RequestScope> => {
  const [cookieStore, headerStore] = await Promise.all([cookies(), headers()])
  const entered = await enterSession(await sessionIdOf(cookieStore), slug || undefined)
  return { ...entered, address: addressOf((name) => headerStore.get(name)) }
})

/** The cache that the server fills for the browser. */
export const getQueryClient = cache(makeQueryClient)

/**
 * The procedures for a page of an organisation (or, with '', of none), called in process: `await
 * prefetch(trpcFor(org).order.list.queryOptions(input))`, or `await callerFor(org)` for data that the page itself
 * needs.
 */
export const trpcFor = cache((slug: string) =>
  createTRPCOptionsProxy({ router: appRouter, ctx: () => scopeOf(slug), queryClient: getQueryClient }),
)

export const callerFor = cache(async (slug: string) => createCaller(await scopeOf(slug)))

/**
 * Reads data for the browser. Always await it: server and browser must draw the same, and a query still in progress
 * would be drawn as loading on the server only. A query that fails is asked again by the browser.
 */
export async function prefetch(...queries: { queryKey: readonly unknown[] }[]): Promise<void> {
  const client = getQueryClient()
  await Promise.all(
    queries.map((options) => client.prefetchQuery(options as Parameters<typeof client.prefetchQuery>[0])),
  )
}

/** Passes prefetched data to the client components inside. */
export function HydrateClient({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>
}

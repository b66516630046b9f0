'use client'

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchStreamLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import superjson from 'superjson'
import type { AppRouter } from '@/server/router'
import { makeQueryClient } from './query-client'
import { onceLink } from './sent-once'

const context = createTRPCContext<AppRouter>()

/** The typed client of the server: `useQuery(useTRPC().order.list.queryOptions(…))`. */
export const { useTRPC, useTRPCClient } = context

let browserQueryClient: QueryClient | undefined
function queryClient() {
  if (typeof window === 'undefined') return makeQueryClient()
  browserQueryClient ??= makeQueryClient()
  return browserQueryClient
}

/** The organisation is the first part of the URL; the server checks that the person is a member of it. */
const organisationSlug = () => (typeof window === 'undefined' ? '' : (window.location.pathname.split('/')[1] ?? ''))

/** A query with more characters of input than this goes in the body of a request. */
const longInput = 1_500

const headers = () => ({ 'x-organisation': organisationSlug() })

function makeClient() {
  const url = typeof window === 'undefined' ? `http://127.0.0.1:${process.env.PORT ?? 3000}/api/trpc` : '/api/trpc'
  return createTRPCClient<AppRouter>({
    links: [
      onceLink,
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({
          url,
          transformer: superjson,
          connectionParams: () => ({ organisation: organisationSlug() }),
        }),
        false: splitLink({
          // A query with hundreds of lines does not fit into a URL.
          condition: ({ type, input }) => type === 'query' && superjson.stringify(input).length > longInput,
          true: httpLink({ url, transformer: superjson, methodOverride: 'POST', headers }),
          false: httpBatchStreamLink({ url, transformer: superjson, maxItems: 20, headers }),
        }),
      }),
    ],
  })
}

/** Gives the components inside the typed client and its cache. The root layout has it once. */
export function TrpcProvider({ children }: { children: ReactNode }) {
  const queries = queryClient()
  const [client] = useState(makeClient)
  return (
    <QueryClientProvider client={queries}>
      <context.TRPCProvider trpcClient={client} queryClient={queries}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  )
}

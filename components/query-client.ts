import { defaultShouldDehydrateQuery, hashKey, QueryClient } from '@tanstack/react-query'
import superjson from 'superjson'

/** Amounts in a query's input are bigints, which JSON cannot write. */
function writable(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  if (Array.isArray(value)) return value.map(writable)
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, writable(part)]))
}

/** The cache of what was read; the server makes one per request, the browser one per tab. */
export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: 1, queryKeyHashFn: (key) => hashKey([writable(key)]) },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === 'pending',
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  })

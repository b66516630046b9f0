import type { z } from 'zod'
import type { floorListInput } from '@/server/fulfilment/schema'
import type { StockListInput } from '@/server/inventory/schema'

type Search = Record<string, string | null | undefined>
const one = <T extends string>(all: readonly T[], text: string | null | undefined) =>
  all.find((value) => value === text)

/** The floor's list by what the URL says; page and list read it alike. */
export function floorListInputOf(search: Search): z.input<typeof floorListInput> {
  return {
    q: search.q || undefined,
    after: search.after || undefined,
    waitsFor: one(['PICKING', 'PACKING', 'STOCK'], search.waits),
    state: one(['ON_FLOOR', 'PARKED', 'WITHOUT_BIN'], search.state),
    late: search.late === '1' || undefined,
    sort: one(['stageSince', 'promisedOn'], search.sort),
    limit: 50,
  }
}

/** The list of stock by what the URL says. */
export function stockListInputOf(search: Search): StockListInput {
  return {
    q: search.q || undefined,
    after: search.after || undefined,
    state: one(['WAITED_FOR', 'NOTHING_FREE', 'IN_USE'], search.state),
    limit: 50,
  }
}

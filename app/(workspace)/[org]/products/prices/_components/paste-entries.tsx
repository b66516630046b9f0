'use client'

import { useQueryClient } from '@tanstack/react-query'
import type { PastedLine } from '@/components/order/meant'
import { PasteRows } from '@/components/order/paste-rows'
import { pricedRows } from '@/components/order/pasted'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { useWorkspace } from '@/components/ui/workspace'
import { addEntryInput } from '@/server/pricing/schema'
import { refusalWords } from '@/server/words'

/** Adds the rows of a spreadsheet to a price list: a product, from which quantity on, and its price. */
export function PasteEntries({ priceListId, currency }: { priceListId: string; currency: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const manner = useWorkspace()
  const addAll = async (lines: PastedLine[]): Promise<(string | null)[]> => {
    const read = lines.map(({ product, quantity, unitPrice }) =>
      unitPrice
        ? addEntryInput.safeParse({ priceListId, productId: product.value, fromQuantity: quantity, unitPrice })
        : null,
    )
    const right = read.flatMap((one) => (one?.success ? [one.data] : []))
    const entries = right.map(({ priceListId: _list, ...entry }) => entry)
    const { refused } =
      entries.length > 0 ? await client.pricing.addEntries.mutate({ priceListId, entries }) : { refused: [] }
    await queries.invalidateQueries(trpc.pathFilter())
    const answers = refused.values()
    return read.map((one) => {
      if (!one) return 'Say what it costs.'
      if (!one.success) return one.error.issues[0]?.message ?? 'This is no price.'
      const why = answers.next().value
      return why ? refusalWords(why, {}, manner) : null
    })
  }
  return <PasteRows currency={currency} price="the price from that quantity on" prepare={pricedRows} onLines={addAll} />
}

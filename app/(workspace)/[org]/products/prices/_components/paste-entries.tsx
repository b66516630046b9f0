'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useFailure } from '@/components/failure'
import { type PastedLine, PasteRows } from '@/components/order/paste-rows'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'

/** So many prices are sent at a time. */
const atOnce = 8

/** Adds the rows of a spreadsheet to a price list: a product, from which quantity on, and its price. */
export function PasteEntries({ priceListId }: { priceListId: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const failure = useFailure()
  const added = async ({ product, quantity, unitPrice }: PastedLine): Promise<string | null> => {
    if (!unitPrice) return 'Say what it costs.'
    try {
      const entry = { priceListId, productId: product.value, fromQuantity: quantity, unitPrice }
      await client.pricing.addEntry.mutate(entry)
      return null
    } catch (error) {
      return failure(error).text
    }
  }
  const addAll = async (lines: PastedLine[]) => {
    const said: (string | null)[] = []
    for (let at = 0; at < lines.length; at += atOnce)
      said.push(...(await Promise.all(lines.slice(at, at + atOnce).map(added))))
    await queries.invalidateQueries(trpc.pathFilter())
    return said
  }
  return <PasteRows price="the price from that quantity on" onLines={addAll} />
}

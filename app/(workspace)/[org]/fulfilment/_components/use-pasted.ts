import type { PastedLine } from '@/components/order/meant'
import { useTRPCClient } from '@/components/trpc-provider'
import type { StockRow } from '@/server/inventory/queries/stock'

/** This many products are looked up at a time. */
const atOnce = 8

/**
 * Looks up the stock of pasted products in a warehouse and gives what is stocked there to the list, which may refuse a row; the answer has,
 * row by row, why it was not taken.
 */
export function usePastedStock(
  warehouseId: string | undefined,
  onFound: (found: StockRow, quantity: number) => string | null,
) {
  const client = useTRPCClient()
  return async (pasted: PastedLine[]): Promise<(string | null)[]> => {
    const said: (string | null)[] = []
    for (let at = 0; at < pasted.length; at += atOnce) {
      const part = pasted.slice(at, at + atOnce)
      const found = await Promise.all(
        part.map(({ product }) => client.inventory.byCode.query({ code: product.note, warehouseId, typed: true })),
      )
      for (const [index, { product, quantity }] of part.entries()) {
        const row = found[index]
        said.push(row ? onFound(row, quantity) : `${product.note} is no product that is stocked there.`)
      }
    }
    return said
  }
}

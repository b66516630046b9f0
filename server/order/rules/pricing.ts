import { listedPrice, type OwnPrice, type PriceCandidate, priceOfLine } from '@/server/pricing/rules'

/** Prices lines on a day by the lists that are for their customer; a price that is wished goes before all of them. */
export function pricer(candidates: readonly PriceCandidate[], day: string) {
  const byProduct = new Map<string, PriceCandidate[]>()
  for (const one of candidates) byProduct.set(one.productId, [...(byProduct.get(one.productId) ?? []), one])
  return (product: OwnPrice & { id: string }, wish: { quantity: number; unitPrice?: string | undefined }) => {
    const listed = listedPrice(product, byProduct.get(product.id) ?? [], { quantity: wish.quantity, day })
    return priceOfLine(listed, wish.unitPrice)
  }
}
export type Pricer = ReturnType<typeof pricer>

/** What a line keeps of its price; the list's name is looked up when it is shown. */
export const keptPrice = ({ priceListName: _, ...kept }: ReturnType<Pricer>) => kept

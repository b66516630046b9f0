import { productKinds } from '@/server/catalog/rules'
import type { ProductListInput } from '@/server/catalog/schema'

/** The list's input from what the URL says; page and list read it alike. */
export function productListInputOf(search: Record<string, string | null | undefined>): ProductListInput {
  return {
    text: search.q || undefined,
    after: search.after || undefined,
    sort: search.sort === 'sku' ? 'sku' : 'name',
    kind: productKinds.find((kind) => kind === search.kind),
    archived: search.state === 'archived',
  }
}

export const kindWords = { GOODS: 'Goods', SERVICE: 'Service', FREIGHT: 'Freight' } as const

/** A unit price as people read it: '12.5 per 100'. */
export function priceWords(unitPrice: string, priceQuantity: number, currency: string, locale: string): string {
  const places = unitPrice.replace(/0+$/, '').split('.')[1]?.length ?? 0
  const digits = { minimumFractionDigits: Math.max(2, places), maximumFractionDigits: 6 }
  const price = new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(
    unitPrice as `${number}`,
  )
  return priceQuantity === 1 ? price : `${price} per ${priceQuantity}`
}

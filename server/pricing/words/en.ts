import type { Sentences } from '@/server/platform/words/words'
import type { PriceSource } from '../rules/prices'

const entry = ({ fromQuantity, unitPrice, percentOff }: Record<string, unknown>) =>
  `${unitPrice === null ? `${percentOff} % off` : unitPrice}${Number(fromQuantity) > 1 ? ` from ${fromQuantity}` : ''}`

export const sentences: Sentences = {
  'pricing/priceList.created': () => 'Price list made',
  'pricing/priceList.changed': ({ validFrom, validTo }, say) =>
    `Price list changed; holds from ${say.day(validFrom)}${validTo ? ` to ${say.day(validTo)}` : ''}`,
  'pricing/priceList.archived': () => 'Price list archived',
  'pricing/priceList.restored': () => 'Price list restored from the archive',
  'pricing/entry.added': (payload) => `List price added: ${entry(payload)}`,
  'pricing/entry.changed': (payload) =>
    `List price changed from ${entry(payload.before as Record<string, unknown>)} to ${entry(payload)}`,
  'pricing/reason.changed': () => 'Reason for discounts changed',
  'pricing/entry.removed': (payload) => `List price removed: ${entry(payload)}`,
}

export const refusals: Sentences = {
  DISCOUNT_TOO_LARGE: () => 'More is taken off than the price.',
  BELOW_FLOOR: ({ sku, floorPrice }) =>
    `${sku} is not sold below ${Number(floorPrice)}. Somebody who may go below its floor price can.`,
  BREAK_TAKEN: () => 'The list has a price of this product from that quantity already: change that one.',
}

interface Taken {
  grossPrice: string | null
  discountPercent: string | null
  discountAmount: string | null
}

/** What was taken off a price, and off which: `10 % off 12.50`; nothing where nothing was. `written` writes a price. */
export function discountWords(line: Taken, written: (price: string) => string): string {
  const { grossPrice, discountPercent, discountAmount } = line
  if (grossPrice === null) return ''
  if (discountPercent !== null && Number(discountPercent) === 100)
    return `free of charge instead of ${written(grossPrice)}`
  const off = discountPercent === null ? written(discountAmount ?? '0') : `${Number(discountPercent)} %`
  return `${off} off ${written(grossPrice)}`
}

/** Where a price came from, in a few words; nothing for lines of before this was kept. */
export function originWords(
  source: PriceSource | string,
  listName: string | null | undefined,
  breakFrom: number | null | undefined,
): string {
  if (source === 'LIST') return `${listName ?? 'price list'}${(breakFrom ?? 1) > 1 ? `, from ${breakFrom}` : ''}`
  if (source === 'TYPED') return 'typed by hand'
  return source === 'PRODUCT' ? 'product’s own price' : ''
}

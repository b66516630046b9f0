import type { Sentences } from '@/server/platform/words/words'
import type { PriceSource } from '../rules'

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
  'pricing/entry.removed': (payload) => `List price removed: ${entry(payload)}`,
}

export const refusals: Sentences = {
  BREAK_TAKEN: () => 'The list has a price of this product from that quantity already: change that one.',
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

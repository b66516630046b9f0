import { rateWords } from '@/server/platform/words/units'
import type { Parameters, Say, Sentences } from '@/server/platform/words/words'
import type { PriceSource } from '../rules/prices'
import type { ChargeKind } from '../rules/whole'

const entry = ({ fromQuantity, unitPrice, percentOff }: Parameters, say: Say) =>
  `${unitPrice === null ? `${say.number(percentOff)} % off` : say.price(unitPrice)}${Number(fromQuantity) > 1 ? ` from ${say.number(fromQuantity)}` : ''}`

interface FreightTold {
  by: string
  steps: number
}

const freightTold = ({ by, steps }: FreightTold, say: Say) =>
  `freight by ${by === 'WEIGHT' ? 'weight' : 'value'} in ${say.units(steps, 'step')}`

export const sentences: Sentences = {
  'pricing/priceList.created': () => 'Price list made',
  'pricing/priceList.changed': ({ validFrom, validTo }, say) =>
    `Price list changed; holds from ${say.day(validFrom)}${validTo ? ` to ${say.day(validTo)}` : ''}`,
  'pricing/priceList.archived': () => 'Price list archived',
  'pricing/priceList.restored': () => 'Price list restored from the archive',
  'pricing/entry.added': (payload, say) => `List price added: ${entry(payload, say)}`,
  'pricing/entry.changed': (payload, say) =>
    `List price changed from ${entry(payload.before as Parameters, say)} to ${entry(payload, say)}`,
  'pricing/reason.changed': () => 'Reason for discounts changed',
  'pricing/charges.set': ({ freight, freightMinor, freeFromMinor, smallMinor, minimumMinor }, say) =>
    `Charges set: ${
      [
        freight ? freightTold(freight as FreightTold, say) : '',
        // Before freight had steps, it was one amount with a value from which it was free.
        freightMinor &&
          `freight ${say.money(freightMinor)}${freeFromMinor ? `, free from ${say.money(freeFromMinor)}` : ''}`,
        smallMinor && `small orders ${say.money(smallMinor)}`,
        minimumMinor && `no order below ${say.money(minimumMinor)}`,
      ]
        .filter(Boolean)
        .join('; ') || 'none'
    }`,
  'pricing/entry.removed': (payload, say) => `List price removed: ${entry(payload, say)}`,
}

export const refusals: Sentences = {
  DISCOUNT_TOO_LARGE: () => 'More is taken off than the price.',
  BELOW_FLOOR: ({ sku, floorPrice }, say) =>
    `${sku} is not sold below ${say.price(floorPrice)}. Somebody who may go below its floor price can.`,
  DISCOUNT_FIXED: () =>
    'Something of this order has left or was invoiced, so what is taken off the whole cannot change. Credit the invoice instead.',
  BELOW_MINIMUM: ({ minimumMinor, missingMinor }, say) =>
    `Orders are taken from ${say.money(minimumMinor)} of goods on, before tax: ${say.money(missingMinor)} are missing. Somebody who may go below floor prices can take it.`,
  CHARGE_TOO_LATE: () => 'All of this order is invoiced, so nothing more can be charged with it. Enter another order.',
  BREAK_TAKEN: () => 'The list has a price of this product from that quantity already: change that one.',
}

interface Taken {
  grossPrice: string | null
  discountPercent: string | null
  discountAmount: string | null
}

/** What was taken off a price, and off which: `10 % off 12.50`; nothing where nothing was. `written` writes a price. */
export function discountWords(line: Taken, written: (price: string) => string, locale: string): string {
  const { grossPrice, discountPercent, discountAmount } = line
  if (grossPrice === null) return ''
  if (discountPercent !== null && Number(discountPercent) === 100)
    return `free of charge instead of ${written(grossPrice)}`
  const off = discountPercent === null ? written(discountAmount ?? '0') : rateWords(discountPercent, locale)
  return `${off} off ${written(grossPrice)}`
}

/** Charges beside the lines, as they are called unless somebody calls them otherwise. */
export const chargeWords: Record<ChargeKind, string> = {
  FREIGHT: 'Freight',
  SMALL_ORDER: 'Small order',
  PACKING: 'Packing',
  EXPRESS: 'Express',
  OTHER: 'Other charge',
}

interface Sums {
  netMinor: bigint
  discountMinor: bigint
  chargeMinor: bigint
  discountPercent: string | null
  charges: readonly { description: string; amountMinor: string | bigint }[]
}

/** The label of a discount on the whole. */
export const wholeDiscountWords = (percent: string | null, locale: string): string =>
  percent === null ? 'Discount' : `Discount ${rateWords(percent, locale)}`

/** What stands between the lines and the net amount: what the lines come to, the discount, each charge; nothing where there is neither. */
export function wholeRows(sums: Sums, locale: string): [string, bigint][] {
  const { netMinor, discountMinor, chargeMinor, discountPercent, charges } = sums
  if (discountMinor === 0n && chargeMinor === 0n) return []
  return [
    ['Lines', netMinor + discountMinor - chargeMinor],
    ...(discountMinor === 0n
      ? []
      : [[wholeDiscountWords(discountPercent, locale), -discountMinor] as [string, bigint]]),
    ...(chargeMinor === 0n ? [] : charges.filter((charge) => BigInt(charge.amountMinor) !== 0n)).map(
      (charge): [string, bigint] => [charge.description, BigInt(charge.amountMinor)],
    ),
  ]
}

/** Where a price came from, in a few words; nothing for lines of before this was kept. */
export function originWords(
  source: PriceSource | string,
  listName: string | null | undefined,
  /** From which quantity on, in words; nothing where the list has one price. */
  breakFrom: string | null,
): string {
  if (source === 'LIST') return `${listName ?? 'price list'}${breakFrom ? `, from ${breakFrom}` : ''}`
  if (source === 'TYPED') return 'typed by hand'
  return source === 'PRODUCT' ? 'product’s own price' : ''
}

import type { Sentences } from '@/server/platform/words/words'

const ruleWords: Record<string, string> = {
  DEFAULT: 'Always the default warehouse',
  NEAREST: 'The nearest warehouse',
  WHOLE: 'The nearest warehouse that has everything',
  SPLIT: 'The nearest that has everything, otherwise the fewest that have it together',
}

/** The rule by which the warehouse of an order is chosen. */
export const servingRuleWords = (rule: string): string => ruleWords[rule] ?? rule

const becauseWords: Record<string, string> = {
  ONLY: 'the only warehouse',
  DEFAULT: 'the default warehouse',
  POSTCODE: 'nearest: it serves this postcode',
  COUNTRY: 'nearest: in the same country',
  RANK: 'first in the order of warehouses: none is in that country',
  WHOLE: 'the nearest that had everything',
  MOST: 'none had everything, this one had most',
  CHOSEN: 'chosen by a person',
  SPLIT: 'none had everything, these have it together',
}

/** Why a warehouse serves an order. */
export const servedBecauseWords = (because: string): string => becauseWords[because] ?? because

/** Which lots, or pieces, of a product a paper is about, as it stands below its line; nothing where it is not kept so. */
export const lotsWords = ({ tracking, lots }: { tracking: string; lots: string | null }): string =>
  lots ? `${tracking === 'SERIAL' ? 'Serial number' : 'Lot'} ${lots}` : ''

export const sentences: Sentences = {
  'inventory/warehouse.changed': () => 'Warehouse or bins changed',
  'inventory/serving.changed': ({ rule }) =>
    `Orders are served by another rule: ${servingRuleWords(String(rule)).toLowerCase()}`,
  'inventory/homeBin.changed': () => 'Home bin changed',
}

export const refusals: Sentences = {
  DEFAULT_WAREHOUSE: () => 'This is the default warehouse. Make another one the default first.',
  WAREHOUSE_IN_USE: ({ goods, orders, expected }) =>
    `It cannot be archived: ${[goods && 'goods lie there', orders && 'orders wait for it or are on its floor', expected && 'goods are expected there'].filter(Boolean).join(', ')}.`,
  NO_BARCODE: () => 'This product has no barcode, and its SKU cannot be one. Give it a barcode first.',
  BIN_IN_USE: () => 'This bin has stock, is the home bin of products, or is where goods come in. Move them first.',
  LOT_NEEDED_FOR: ({ sku, tracking }) =>
    tracking === 'SERIAL'
      ? `${sku} is kept piece by piece: scan or write the serial number of each.`
      : `${sku} is kept by lot: scan or write the number of the lot.`,
  LOT_NEEDED: ({ lots }) => `Several lots are there: ${lots}. Say which one it is.`,
  LOT_HAS_FEWER: ({ lot }) =>
    lot ? `There is not so much of ${lot} here. Check the number of the lot.` : 'No lot of it is here.',
  NOT_TRACKED: ({ sku }) => `${sku} is not kept by lot. Leave the number of the lot out.`,
  SERIAL_IS_ONE: ({ number }) => `Serial number ${number} is one piece: write one number for each piece.`,
  SERIAL_TWICE: ({ number }) => `Serial number ${number} is there twice.`,
  SERIAL_HERE: ({ sku, number }) => `${sku} with the serial number ${number} is in stock already.`,
  SERIAL_OUT: ({ sku, number }) =>
    `${sku} with the serial number ${number} was sent. If it came back, take it back as a return.`,
  LOT_EXPIRES_OTHERWISE: ({ lot, day }, say) =>
    `Lot ${lot} expires on ${say.day(day)} by our books. Check the day, or the number of the lot.`,
  LOT_BLOCKED: ({ lot, reason }) => `Lot ${lot} is blocked: ${reason}. Put it aside and take another.`,
  LOT_EXPIRED: ({ lot, day }, say) => `Lot ${lot} expired on ${say.day(day)}. Put it aside and take another.`,
  LOT_NOT_HERE: ({ lot }) => `By the books nothing of lot ${lot} is in this bin. Take another, or count the bin first.`,
  LOT_BLOCKED_ALREADY: ({ lot, reason }) => `Lot ${lot} is blocked already: ${reason}.`,
  LOT_NOT_BLOCKED: ({ lot }) => `Lot ${lot} is not blocked.`,
}

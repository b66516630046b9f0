import type { Sentences } from '@/server/platform/words/words'

const ruleWords: Record<string, string> = {
  DEFAULT: 'Always the default warehouse',
  NEAREST: 'The nearest warehouse',
  WHOLE: 'The nearest warehouse that has everything',
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
}

/** Why a warehouse serves an order. */
export const servedBecauseWords = (because: string): string => becauseWords[because] ?? because

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
}

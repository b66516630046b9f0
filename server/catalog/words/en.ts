import { packName } from '@/server/platform/words/packs'
import type { Sentences } from '@/server/platform/words/words'

export const sentences: Sentences = {
  'catalog/product.created': () => 'Product added',
  'catalog/product.changed': ({ unitPrice, before }) =>
    Number(unitPrice) === Number(before) ? 'Product changed' : `Price changed from ${Number(before)} to ${unitPrice}`,
  'catalog/product.archived': () => 'Archived',
  'catalog/product.restored': () => 'Restored from the archive',
  'catalog/taxCategory.changed': () => 'Tax category changed',
}

export const refusals: Sentences = {
  SKU_TAKEN: () => 'Another product has this SKU already.',
  UNTAXED_RATE: () => 'This category is not taxed: its rate is 0. Add another category for a rate.',
  UNIT_USED: () =>
    'Quantities of this product are written down already: another unit would make them say something else. Add a new product, and archive this one.',
  QUANTITY_PLACES: ({ sku, places }) =>
    Number(places) === 0
      ? `${sku} is ordered in whole numbers.`
      : `${sku} is ordered with at most ${places} decimal places.`,
  QUANTITY_NOT_SOLD: ({ sku, next, unit }, say) =>
    `${sku} is not sold in this quantity: the next is ${say.goods(next, unit)}.`,
  PACK_UNKNOWN: ({ sku, pack }) =>
    `${sku} has no pack that is called ${packName(String(pack))}: look at the packs of the product.`,
  PACK_NOT_WHOLE: ({ sku, pack, packSize, unit, places }, say) =>
    `This is no whole number of ${packName(String(pack), false)} of ${sku}: one holds ${say.quantity(Number(packSize), { unit: String(unit), places: Number(places) })}.`,
  GTIN_TAKEN: () => 'Another product has this GTIN already: a scan could not tell them apart.',
  TRACKS_GOODS: () => 'Only goods are kept by lot or by serial number.',
  TRACKS_PIECES: () => 'Only what is counted in whole pieces has serial numbers.',
  TRACKING_USED: ({ stock, orders, transfers }) =>
    `How it is kept can change only while there is none of it: ${[stock && 'goods are in stock', orders && 'orders are open', transfers && 'goods are on their way'].filter(Boolean).join(', ')}.`,
}

import { packName } from '@/server/platform/words/packs'
import type { Sentences } from '@/server/platform/words/words'

/** How papers for a customer call a product by that customer's own number. */
export const articleWords = (number: string | null | undefined): string => (number ? `Your number ${number}` : '')

export const sentences: Sentences = {
  'catalog/product.created': () => 'Product added',
  'catalog/product.changed': ({ unitPrice, before }, say) =>
    Number(unitPrice) === Number(before)
      ? 'Product changed'
      : `Price changed from ${say.price(before)} to ${say.price(unitPrice)}`,
  'catalog/product.archived': () => 'Archived',
  'catalog/product.restored': () => 'Restored from the archive',
  'catalog/article.added': ({ number }) => `Customer’s number added: ${number}`,
  'catalog/article.changed': ({ number, before }) =>
    number === before ? 'Customer’s words changed' : `Customer’s number changed from ${before} to ${number}`,
  'catalog/article.removed': ({ number }) => `Customer’s number removed: ${number}`,
  'catalog/picture.changed': () => 'Picture changed',
  'catalog/picture.removed': () => 'Picture removed',
  'catalog/category.changed': () => 'Product category changed',
  'catalog/taxCategory.changed': () => 'Tax category changed',
}

export const refusals: Sentences = {
  UNKNOWN_ARTICLE: ({ numbers }) =>
    `This customer calls no product so: ${(Array.isArray(numbers) ? numbers : []).join(', ')}.`,
  ARTICLE_TAKEN: ({ sku }) =>
    sku ? `They call ${sku} by this number already.` : 'They call another product by this number already.',
  ARTICLE_KNOWN: ({ number }) =>
    number ? `They call it ${number} already: change that number.` : 'They have a number of it already.',
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
  GTIN_TAKEN: ({ sku }) => `${sku ?? 'Another product'} has this barcode already: a scan could not tell them apart.`,
  PICTURE_TOO_LARGE: () => 'The picture is larger than 10 MB. Save it smaller, and send it again.',
  PICTURE_UNREADABLE: () => 'This is no picture that can be read: send a JPEG, PNG or WebP.',
  PICTURE_TOO_MANY_PIXELS: () => 'The picture has more than 60 million pixels. Save it smaller, and send it again.',
  SUCCESSOR_CIRCLE: () => 'That product, or what follows it, is followed by this one: they would lead in a circle.',
  PACKS_GOODS: () => 'Only goods go out in returnable packaging.',
  TRACKS_GOODS: () => 'Only goods are kept by lot or by serial number.',
  TRACKS_PIECES: () => 'Only what is counted in whole pieces has serial numbers.',
  TRACKING_USED: ({ stock, orders, transfers }) =>
    `How it is kept can change only while there is none of it: ${[stock && 'goods are in stock', orders && 'orders are open', transfers && 'goods are on their way'].filter(Boolean).join(', ')}.`,
}

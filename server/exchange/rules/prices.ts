import { plainDecimal } from '@/server/platform/money/decimal'
import { quantityToDecimal } from '@/server/platform/money/quantity'
import { addEntryInput } from '@/server/pricing/schema'
import { called, productOf } from './called'
import {
  type Cells,
  formulasIn,
  isProblem,
  numberIn,
  type Problem,
  quantityIn,
  shown,
  withoutApostrophe,
} from './cells'
import { currencyWrong, moneyIn } from './currency'
import { type Change, type Decided, type Reading, type SaidRow, wrongRow } from './decided'
import type { EntryKnown, PriceSurroundings, PriceWrite } from './price-known'
import { listIn } from './price-lists'

/** By what a row names a price: list, product and the quantity from which it holds. */
export const priceKey = (cells: Cells): string | null =>
  cells.list && cells.sku
    ? `l:${[cells.list, withoutApostrophe(cells.sku), cells.fromQuantity ?? '1'].map((part) => part.toLowerCase()).join('/')}`
    : null

/** What becomes of a row of a price list. */
export function decidePrice(
  { place, cells }: SaidRow,
  around: PriceSurroundings,
  reading: Reading,
): Decided<PriceWrite> {
  const key = priceKey(cells)
  const sku = withoutApostrophe(cells.sku ?? '')
  const product = productOf(around.products, sku)
  const list = listIn(cells, around, reading)
  const number = (field: string, text: string | undefined) =>
    text === undefined ? undefined : numberIn(field, text, reading)
  const unitPrice = cells.unitPrice === undefined ? undefined : moneyIn('unitPrice', cells.unitPrice, reading)
  const percentOff = number('percentOff', cells.percentOff?.replace(/%$/, ''))
  const places = product?.places ?? 0
  const fromQuantity = quantityIn('fromQuantity', cells.fromQuantity ?? '1', places, reading)
  const problems: Problem[] = [
    ...formulasIn(cells),
    ...currencyWrong(cells, reading),
    ...(Array.isArray(list) ? list : []),
    ...[unitPrice, percentOff, fromQuantity].filter(isProblem),
  ]
  if (!product) problems.push({ field: 'sku', code: 'PRODUCT_UNKNOWN', parameters: { text: shown(sku) } })
  if (
    problems.length > 0 ||
    !product ||
    Array.isArray(list) ||
    isProblem(unitPrice) ||
    isProblem(percentOff) ||
    isProblem(fromQuantity)
  )
    return wrongRow(place, key, problems)
  const nobody = '00000000-0000-4000-8000-000000000000'
  const parsed = addEntryInput.safeParse({
    priceListId: nobody,
    productId: product.id,
    fromQuantity,
    unitPrice,
    percentOff,
  })
  if (!parsed.success)
    return wrongRow(
      place,
      key,
      parsed.error.issues.map(({ path, message }) => ({
        field: String(path[0] ?? 'unitPrice'),
        code: 'SAID',
        parameters: { words: message },
      })),
    )
  const known =
    'id' in list
      ? called(around.entries, 'productId', product.id).find(
          (one) => one.priceListId === list.id && one.fromQuantity === fromQuantity,
        )
      : undefined
  const after = { unitPrice: unitPrice ?? null, percentOff: percentOff ?? null }
  const changes = known ? changesOf(known, after, product) : []
  const outcome = !known ? 'NEW' : changes.length > 0 ? 'CHANGED' : 'SAME'
  return {
    place,
    key,
    outcome,
    recordId: known?.id ?? null,
    changes,
    problems: [],
    before: outcome === 'CHANGED' ? known : null,
    write:
      outcome === 'SAME'
        ? null
        : {
            list,
            productId: product.id,
            fromQuantity,
            ...after,
            priceQuantity: after.unitPrice === null ? null : product.priceQuantity,
          },
  }
}

/** What changes of a price; one that stands for another quantity than the product is priced by now is said with both. */
function changesOf(
  known: EntryKnown,
  after: Pick<PriceWrite, 'unitPrice' | 'percentOff'>,
  { priceQuantity, places }: { priceQuantity: number; places: number },
): Change[] {
  const isOther = known.priceQuantity !== priceQuantity && after.unitPrice !== null
  const price = (unitPrice: string | null, quantity: number | null) =>
    plain(unitPrice) + (isOther && quantity !== null ? ` per ${quantityToDecimal(quantity, places)}` : '')
  const all: Change[] = [
    ['unitPrice', price(known.unitPrice, known.priceQuantity), price(after.unitPrice, priceQuantity)],
    ['percentOff', plain(known.percentOff), plain(after.percentOff)],
  ]
  return all.filter(([, from, to]) => from !== to)
}

const plain = (decimal: string | null) => (decimal === null ? '' : plainDecimal(decimal))

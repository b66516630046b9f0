import { productInput } from '@/server/catalog/schema'
import { productOf } from './called'
import { withoutApostrophe } from './cells'
import { asText, type Change, type Decided, type Reading, type SaidRow, wrongRow } from './decided'
import { givenIn, type ProductSurroundings, type ProductWrite, productKey } from './product-cells'

const facts = ['gtin', 'name', 'taxCategoryId', 'unitPrice', 'priceQuantity', 'floorPrice', 'weightGrams'] as const

/** What becomes of a row of products, by the rules of the form. */
export function decideProduct(
  { place, cells }: SaidRow,
  around: ProductSurroundings,
  reading: Reading,
): Decided<ProductWrite> {
  const key = productKey(cells)
  const sku = withoutApostrophe(cells.sku ?? '')
  const known = productOf(around.known, sku) ?? null
  const { given, problems } = givenIn(cells, around, reading)
  if (known?.archived) problems.push({ field: 'sku', code: 'PRODUCT_ARCHIVED' })
  if (known && given.kind && given.kind !== known.kind) problems.push({ field: 'kind', code: 'KIND_STAYS' })
  if (known)
    for (const field of ['unit', 'places'] as const)
      if (given[field] !== undefined && given[field] !== known[field]) problems.push({ field, code: 'MEASURE_STAYS' })
  const standard = around.taxes.find((one) => one.isDefault)?.id
  const before = known ? Object.fromEntries(facts.map((field) => [field, known[field]])) : { taxCategoryId: standard }
  const named = known ? { sku: known.sku, kind: known.kind, unit: known.unit, places: known.places } : {}
  const parsed = productInput.safeParse({ ...before, ...given, ...named })
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues)
      problems.push({ field: String(path[0] ?? 'sku'), code: 'SAID', parameters: { words: message } })
  else if (parsed.data.gtin && (around.gtins.get(parsed.data.gtin) ?? known?.id) !== known?.id)
    problems.push({ field: 'gtin', code: 'GTIN_TAKEN' })
  if (problems.length > 0 || !parsed.success) return wrongRow(place, key, problems)
  const after = { ...parsed.data, taxCategoryId: parsed.data.taxCategoryId ?? (standard as string) }
  const changed = known ? facts.filter((field) => differs(field, known[field], after[field])) : []
  const outcome = !known ? 'NEW' : changed.length > 0 ? 'CHANGED' : 'SAME'
  const taxName = (id: unknown) => around.taxes.find((one) => one.id === id)?.name ?? asText(id)
  const said = (field: string, value: unknown) => (field === 'taxCategoryId' ? taxName(value) : asText(value))
  return {
    place,
    key,
    outcome,
    recordId: known?.id ?? null,
    changes: known
      ? changed.map(
          (field): Change => [
            field === 'taxCategoryId' ? 'tax' : field,
            said(field, known[field]),
            said(field, after[field]),
          ],
        )
      : [],
    problems: [],
    before: outcome === 'CHANGED' ? before : null,
    write: outcome === 'SAME' ? null : { ...after, priceBefore: known?.unitPrice ?? after.unitPrice },
  }
}

const decimals = new Set(['unitPrice', 'floorPrice'])

/** Whether two values of a field differ; 10 and 10.00 are one price. */
function differs(field: string, before: unknown, after: unknown): boolean {
  const plain = (value: unknown) => {
    if (value === null || value === undefined) return ''
    return decimals.has(field)
      ? String(value)
          .replace(/(\.\d*?)0+$/, '$1')
          .replace(/\.$/, '')
      : String(value)
  }
  return plain(before) !== plain(after)
}

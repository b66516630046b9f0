import { type ProductKind, productKinds } from '@/server/catalog/rules'
import { productInput } from '@/server/catalog/schema'
import { type Cells, formulasIn, isProblem, numberIn, type Problem, shown, wholeIn, withoutApostrophe } from './cells'
import { asText, type Change, type Decided, type Reading, type SaidRow, wrongRow } from './decided'

/** A product that is there already. */
export interface KnownProduct {
  id: string
  sku: string
  gtin: string | null
  name: string
  kind: ProductKind
  taxCategoryId: string
  unitPrice: string
  priceQuantity: number
  floorPrice: string | null
  weightGrams: number
  archived: boolean
}

export interface KnownTax {
  id: string
  name: string
  code: string
  rate: string
  isDefault: boolean
}

export interface ProductSurroundings {
  known: readonly KnownProduct[]
  /** The products in use that have a GTIN of these rows. */
  gtins: ReadonlyMap<string, string>
  taxes: readonly KnownTax[]
}

export interface ProductWrite {
  sku: string
  kind: ProductKind
  gtin: string | null
  name: string
  taxCategoryId: string
  unitPrice: string
  priceQuantity: number
  floorPrice: string | null
  weightGrams: number
  priceBefore: string
}

const same = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0

/** By what a row names its product. */
export const productKey = ({ sku }: Cells): string | null => (sku ? `s:${withoutApostrophe(sku)}` : null)

/** What programs call the kinds. */
const kindWords: Record<string, ProductKind> = {
  service: 'SERVICE',
  services: 'SERVICE',
  freight: 'FREIGHT',
  shipping: 'FREIGHT',
  virtual: 'SERVICE',
  consu: 'GOODS',
  simple: 'GOODS',
  variation: 'GOODS',
  goods: 'GOODS',
  product: 'GOODS',
  inventory: 'GOODS',
  'non inventory': 'GOODS',
  stock: 'GOODS',
}

function kindIn(text: string | undefined): ProductKind | undefined {
  if (text === undefined) return undefined
  const upper = text.toUpperCase()
  if ((productKinds as readonly string[]).includes(upper)) return upper as ProductKind
  const words =
    text
      .toLowerCase()
      .split(',')[0]
      ?.replace(/[^a-z]+/g, ' ')
      .trim() ?? ''
  return /service/.test(words) ? 'SERVICE' : (kindWords[words] ?? 'GOODS')
}

/** A tax category by its name, or by its rate in percent. */
function taxIn(text: string, taxes: readonly KnownTax[], manner: Reading): string | Problem {
  const named = taxes.find((one) => same(one.name, text) || same(one.code, text))
  if (named) return named.id
  const rate = numberIn('tax', text.replace('%', ''), manner)
  const ofRate = typeof rate === 'string' ? taxes.filter((one) => Number(one.rate) === Number(rate)) : []
  const taxed = ofRate.find((one) => ['S', 'AA'].includes(one.code)) ?? ofRate[0]
  return taxed?.id ?? { field: 'tax', code: 'TAX_UNKNOWN', parameters: { text: shown(text) } }
}

/** A weight in grams: said so, or in kilograms with places. */
function weightIn(cells: Cells, manner: Reading): number | Problem | undefined {
  if (cells.weightGrams !== undefined) {
    const grams = numberIn('weightGrams', cells.weightGrams, manner)
    return typeof grams === 'string' ? Math.round(Number(grams)) : grams
  }
  if (cells.weightKilograms === undefined) return undefined
  const kilograms = numberIn('weightKilograms', cells.weightKilograms, manner)
  return typeof kilograms === 'string' ? Math.round(Number(kilograms) * 1000) : kilograms
}

/** What the cells say of the fields of a product's form. */
function givenIn(cells: Cells, around: ProductSurroundings, reading: Reading) {
  const given: Record<string, unknown> = {}
  const problems: Problem[] = [...formulasIn(cells)]
  const put = (field: string, value: unknown) => {
    if (isProblem(value)) problems.push(value)
    else if (value !== undefined) given[field] = value
  }
  if (cells.sku) put('sku', withoutApostrophe(cells.sku))
  if (cells.name) put('name', withoutApostrophe(cells.name).slice(0, 300))
  if (cells.gtin) put('gtin', withoutApostrophe(cells.gtin))
  put('kind', kindIn(cells.kind))
  for (const field of ['unitPrice', 'floorPrice'] as const)
    if (cells[field]) put(field, numberIn(field, cells[field], reading))
  if (cells.priceQuantity) put('priceQuantity', wholeIn('priceQuantity', cells.priceQuantity, reading))
  put('weightGrams', weightIn(cells, reading))
  if (cells.tax) put('taxCategoryId', taxIn(cells.tax, around.taxes, reading))
  return { given, problems }
}

const facts = ['gtin', 'name', 'taxCategoryId', 'unitPrice', 'priceQuantity', 'floorPrice', 'weightGrams'] as const

/** What becomes of a row of products, by the rules of the form. */
export function decideProduct(
  { place, cells }: SaidRow,
  around: ProductSurroundings,
  reading: Reading,
): Decided<ProductWrite> {
  const key = productKey(cells)
  const sku = withoutApostrophe(cells.sku ?? '')
  const known = around.known.find((one) => one.sku === sku) ?? around.known.find((one) => same(one.sku, sku)) ?? null
  const { given, problems } = givenIn(cells, around, reading)
  if (known?.archived) problems.push({ field: 'sku', code: 'PRODUCT_ARCHIVED' })
  if (known && given.kind && given.kind !== known.kind) problems.push({ field: 'kind', code: 'KIND_STAYS' })
  const standard = around.taxes.find((one) => one.isDefault)?.id
  const before = known ? Object.fromEntries(facts.map((field) => [field, known[field]])) : { taxCategoryId: standard }
  const named = known ? { sku: known.sku, kind: known.kind } : {}
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

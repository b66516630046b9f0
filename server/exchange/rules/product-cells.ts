import { type ProductKind, productKinds, type Tracking } from '@/server/catalog/rules'
import { units } from '@/server/platform/words/units'
import {
  type Cells,
  countryIn,
  formulasIn,
  isProblem,
  numberIn,
  type Problem,
  quantityIn,
  shown,
  wholeIn,
  withoutApostrophe,
  yesIn,
} from './cells'
import { currencyWrong, moneyIn } from './currency'
import type { Reading } from './decided'
import type { KnownTax, ProductSurroundings } from './product-known'

/** Whether two codes are the same but for capitals. */
const same = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0

/** By what a row names its product. */
export const productKey = ({ sku }: Cells): string | null => (sku ? `s:${withoutApostrophe(sku)}` : null)

/** What programs call the kinds; whatever else they say, such as 'consu', 'simple' or 'inventory', are goods. */
const kindWords: Record<string, ProductKind> = {
  freight: 'FREIGHT',
  shipping: 'FREIGHT',
  returnable: 'RETURNABLE',
  'returnable packaging': 'RETURNABLE',
  leergut: 'RETURNABLE',
  pfand: 'RETURNABLE',
  virtual: 'SERVICE',
}

function kindIn(text: string | undefined): ProductKind | undefined {
  if (text === undefined) return undefined
  // A shop says whether it is sent.
  if (/^(true|false)$/i.test(text)) return /true/i.test(text) ? 'GOODS' : 'SERVICE'
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

/** A unit by its code or by what it is called: 'KGM', 'kg', 'Kilogram'. */
function unitIn(text: string): string | Problem {
  const found = Object.entries(units).find(([code, { name, one, many }]) =>
    [code, name, `${name}s`, one, many].some((word) => word !== '' && same(word, text)),
  )
  if (found) return found[0]
  return /^(pcs?|pieces?|units?|each|ea|st(ü|u)ck|stk)\.?$/i.test(text)
    ? 'C62'
    : { field: 'unit', code: 'UNIT_UNKNOWN', parameters: { text: shown(text) } }
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

/** Whether a product is kept by lot or by serial number, in the words of several programs. */
function trackingIn(text: string): Tracking | Problem {
  if (/^(none|no|no tracking|nein|keine?|false|0|-)$/i.test(text)) return 'NONE'
  if (/serial|serien/i.test(text)) return 'SERIAL'
  return /\b(lots?|batch|batches|charge)\b/i.test(text)
    ? 'LOT'
    : { field: 'tracking', code: 'TRACKING_UNKNOWN', parameters: { text: shown(text) } }
}

/** What the cells say of the fields of a product's form; quantities of a product that is there have its places. */
export function givenIn(
  cells: Cells,
  around: Pick<ProductSurroundings, 'taxes'>,
  reading: Reading,
  known?: { places: number },
) {
  const given: Record<string, unknown> = {}
  const problems: Problem[] = [...formulasIn(cells), ...currencyWrong(cells, reading)]
  const put = (field: string, value: unknown) => {
    if (isProblem(value)) problems.push(value)
    else if (value !== undefined) given[field] = value
  }
  const said = (fields: readonly string[], read: (field: string, text: string) => unknown) => {
    for (const field of fields) if (cells[field]) put(field, read(field, cells[field]))
  }
  if (cells.sku) put('sku', withoutApostrophe(cells.sku))
  if (cells.name) put('name', withoutApostrophe(cells.name).slice(0, 300))
  if (cells.gtin) put('gtin', withoutApostrophe(cells.gtin))
  put('kind', kindIn(cells.kind))
  said(['unitPrice', 'floorPrice'], (field, text) => moneyIn(field, text, reading))
  said(['priceQuantity', 'lengthMm', 'widthMm', 'heightMm'], (field, text) => wholeIn(field, text, reading))
  put('weightGrams', weightIn(cells, reading))
  const unit = cells.unit === undefined ? undefined : unitIn(cells.unit)
  put('unit', unit)
  if (cells.places) put('places', wholeIn('places', cells.places, reading))
  else if (typeof unit === 'string') put('places', units[unit]?.places ?? 0)
  if (cells.tax) put('taxCategoryId', taxIn(cells.tax, around.taxes, reading))
  said(['description', 'tariffCode'], (_field, text) => withoutApostrophe(text))
  said(['originCountry'], countryIn)
  said(['refusesShort'], yesIn)
  said(['tracking'], (_field, text) => trackingIn(text))
  const places = known?.places ?? (typeof given.places === 'number' ? given.places : 0)
  said(['minQuantity', 'multiple'], (field, text) => quantityIn(field, text, places, reading))
  return { given, problems, places }
}

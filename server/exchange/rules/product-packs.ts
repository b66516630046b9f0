import type { Pack } from '@/server/catalog/rules'
import { quantityToDecimal } from '@/server/platform/money/quantity'
import { packName, packOf } from '@/server/platform/words/packs'
import { type Cells, isProblem, type Problem, quantityIn, shown } from './cells'
import type { Reading } from './decided'

/** The packs that have columns of their own; any other stands in one column with its name. */
export const packColumns = [
  { unit: 'XPK', quantity: 'innerQuantity', gtin: 'innerGtin' },
  { unit: 'XCS', quantity: 'caseQuantity', gtin: 'caseGtin' },
  { unit: 'XPX', quantity: 'palletQuantity', gtin: 'palletGtin' },
] as const

const others = 'otherPacks'

/** Where a file says something of a pack. */
export const packField = (unit: string | undefined, what: unknown): string => {
  const column = packColumns.find((one) => one.unit === unit)
  if (!column) return others
  return what === 'gtin' ? column.gtin : column.quantity
}

/** A pack as a row says it: nought of it are none, and what is left out stays. */
interface SaidPack {
  unit: string
  quantity: number | null
  gtin: string | null
}

const gtinOf = (text: string | undefined): string | null =>
  text === undefined ? null : text.replace(/[\s'-]/g, '') || null

/** 'box of 24 (4006381333931); crate of 6' */
function othersIn(text: string, places: number, reading: Reading): (SaidPack | Problem)[] {
  return text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [, name = '', count = '', code] =
        /^(\D+?)(?:\s+(?:of|à|x))?\s*(\d[\d.,]*)\s*(?:\(?\s*(\d{8,14})\s*\)?)?$/i.exec(part) ?? []
      const unit = packOf(name)
      if (!unit) return { field: others, code: 'PACK_UNREAD', parameters: { text: shown(part) } }
      const quantity = quantityIn(others, count, places, reading)
      return isProblem(quantity) ? quantity : { unit, quantity, gtin: gtinOf(code) }
    })
}

/** What the cells say of packs, and what of it cannot be read. */
function saidIn(cells: Cells, places: number, reading: Reading): (SaidPack | Problem)[] {
  const own = packColumns.flatMap(({ unit, quantity: field, gtin }) => {
    const [count, code] = [cells[field], cells[gtin]]
    if (count === undefined && code === undefined) return []
    const quantity = count === undefined ? null : quantityIn(field, count, places, reading)
    return [isProblem(quantity) ? quantity : { unit, quantity, gtin: gtinOf(code) }]
  })
  return [...own, ...(cells[others] ? othersIn(cells[others], places, reading) : [])]
}

/** The packs of a product from now on, and what is wrong with those that a row says. A pack that it does not name stays. */
export function packsIn(cells: Cells, before: readonly Pack[], places: number, reading: Reading) {
  const read = saidIn(cells, places, reading)
  const problems = read.filter(isProblem)
  const packs = new Map(before.map((pack) => [pack.unit, pack]))
  for (const said of read) {
    if (isProblem(said)) continue
    const stood = packs.get(said.unit)
    const quantity = said.quantity ?? stood?.quantity
    if (quantity === undefined)
      problems.push({
        field: packField(said.unit, 'quantity'),
        code: 'PACK_EMPTY',
        parameters: { pack: packName(said.unit) },
      })
    else if (quantity === 0) packs.delete(said.unit)
    else packs.set(said.unit, { unit: said.unit, quantity, gtin: said.gtin ?? stood?.gtin ?? null })
  }
  const bySize = [...packs.values()].toSorted((a, b) => a.quantity - b.quantity || a.unit.localeCompare(b.unit))
  return { packs: bySize, problems }
}

/** Packs as a cell says them, and as they are read again: 'case of 12 (14006381333938)'. */
export const packsSaid = (packs: readonly Pack[], places: number): string =>
  packs
    .map(
      ({ unit, quantity, gtin }) =>
        `${packName(unit)} of ${quantityToDecimal(quantity, places)}${gtin ? ` (${gtin})` : ''}`,
    )
    .join('; ')

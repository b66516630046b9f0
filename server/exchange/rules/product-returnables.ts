import type { ReturnableArticle } from '@/server/catalog/rules'
import { quantityToDecimal } from '@/server/platform/money/quantity'
import { type Cells, isProblem, type Problem, quantityIn, shown, withoutApostrophe } from './cells'
import type { Reading } from './decided'

const field = 'returnables'

/** Packaging that a file may name, by its SKU. */
export interface KnownPackaging {
  id: string
  sku: string
}

interface PackedIn {
  returnableId: string
  per: number
}

const same = (a: string, b: string) => a.localeCompare(b, undefined, { sensitivity: 'base' }) === 0

/** The packaging that a cell says, 'CRATE for 24; BOTTLE for 1', or none by a dash; what it does not say stays. */
export function returnablesIn(
  cells: Cells,
  before: readonly ReturnableArticle[],
  packaging: readonly KnownPackaging[],
  places: number,
  reading: Reading,
): { returnables: PackedIn[]; problems: Problem[] } {
  const stood = before.map(({ productId, per }) => ({ returnableId: productId, per }))
  const text = cells[field] && withoutApostrophe(cells[field]).trim()
  if (!text) return { returnables: stood, problems: [] }
  if (/^(-|–|no|none|nein|keine?)$/i.test(text)) return { returnables: [], problems: [] }
  const parts = text.split(/[;\n]/).flatMap((part) => part.trim() || [])
  const read = parts.map((part): PackedIn | Problem => {
    const [, sku = '', count = ''] = /^(\S+)\s*(?:for|per|:|=|je)\s*(\d[\d.,]*)$/i.exec(part) ?? []
    if (!sku) return { field, code: 'RETURNABLE_UNREAD', parameters: { text: shown(part) } }
    const found = packaging.find((one) => same(one.sku, sku.replace(/:$/, '')))
    if (!found) return { field, code: 'RETURNABLE_UNKNOWN', parameters: { sku: shown(sku) } }
    const per = quantityIn(field, count, places, reading)
    return isProblem(per) ? per : { returnableId: found.id, per }
  })
  const problems = read.filter(isProblem)
  return { returnables: read.filter((one): one is PackedIn => !isProblem(one)), problems }
}

/** Packaging as a cell says it, and as it is read again. */
export const returnablesSaid = (
  returnables: readonly PackedIn[],
  skuOf: (id: string) => string | undefined,
  places: number,
): string =>
  returnables
    .map(({ returnableId, per }) => `${skuOf(returnableId) ?? returnableId} for ${quantityToDecimal(per, places)}`)
    .toSorted()
    .join('; ')

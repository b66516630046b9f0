import { called, productOf } from './called'
import { type Cells, type Problem, shown, withoutApostrophe } from './cells'
import type { ProductSurroundings } from './product-known'

/** A category that a row names: one that is there, or the name of one to be made. */
export function categoryIn(cells: Cells, { categories }: ProductSurroundings, own: string | null) {
  if (!cells.category) return {}
  const name = withoutApostrophe(cells.category).slice(0, 100)
  const known = called(categories, 'name', name)[0]
  if (!known) return { made: name }
  // A product keeps a category that was archived since.
  return known.archived && known.id !== own
    ? { problem: { field: 'category', code: 'CATEGORY_ARCHIVED' } }
    : { id: known.id }
}

/** Whether the successors of a product lead back to it, as they are and as this file says they will be. */
function leadsBack(from: string, to: string, around: ProductSurroundings): boolean {
  const next = (sku: string) => {
    const coming = around.toCome.get(sku)
    return (coming ?? called(around.successors, 'sku', sku)[0]?.successorSku ?? null)?.toLowerCase() ?? null
  }
  const seen = new Set<string>()
  for (let sku: string | null = to; sku !== null && !seen.has(sku); sku = next(sku)) {
    if (sku === from) return true
    seen.add(sku)
  }
  return false
}

/** What is sold in place of a product: one that is there, or one that the same file makes. */
export function successorIn(
  cells: Cells,
  around: ProductSurroundings,
): { id?: string; made?: string; problem?: Problem } {
  if (!cells.successor) return {}
  const field = 'successor'
  const sku = withoutApostrophe(cells.successor)
  const own = withoutApostrophe(cells.sku ?? '').toLowerCase()
  if (leadsBack(own, sku.toLowerCase(), around)) return { problem: { field, code: 'SUCCESSOR_CIRCLE' } }
  const known = productOf(around.successors, sku)
  if (known) return { id: known.id }
  return around.toCome.has(sku.toLowerCase())
    ? { made: sku }
    : { problem: { field, code: 'SUCCESSOR_UNKNOWN', parameters: { text: shown(sku) } } }
}

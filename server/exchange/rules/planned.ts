import type { PlanInput } from '@/server/supply/schema'
import { called } from './called'
import { type Cells, isProblem, type Problem, withoutApostrophe } from './cells'
import type { Decided, Reading, SaidRow } from './decided'
import {
  alwaysWrong,
  byGroup,
  dayOf,
  headOf,
  type LineProduct,
  lineProduct,
  newGroup,
  numberOf,
  type Place,
  priceIn,
  restIn,
  saidHash,
  sameGroup,
  warehouseIn,
  wrongGroup,
} from './groups'
import type { KnownMoved, MovedLines } from './open-orders'

/** The most lines that a purchase list has. */
const mostLines = 500

export interface KnownSupplier {
  id: string
  number: string
  name: string
}

export interface PlannedSurroundings {
  suppliers: readonly KnownSupplier[]
  products: readonly LineProduct[]
  warehouses: readonly Place[]
  known: readonly KnownMoved[]
}

export interface PlannedWrite {
  externalNumber: string
  externalSaid: string
  /** A supplier that has to be made first, by its name. */
  newSupplier: string | null
  input: Omit<PlanInput, 'supplierId'> & { supplierId: string | null }
}

type Line = PlanInput['lines'][number]

function lineIn(cells: Cells, around: PlannedSurroundings, reading: Reading): Line | null | Problem[] {
  const product = lineProduct(cells, around.products)
  const rest = restIn(cells, isProblem(product) ? 3 : product.places, reading)
  const cost = priceIn('cost', cells, reading)
  const expectedOn = dayOf('expectedOn', cells, reading)
  const problems = [...alwaysWrong(cells, reading), ...[product, rest, cost, expectedOn].filter(isProblem)]
  if (isProblem(product) || isProblem(rest) || isProblem(cost) || isProblem(expectedOn)) return problems
  if (product.kind !== 'GOODS') problems.push({ field: 'sku', code: 'NOT_GOODS' })
  if (problems.length > 0) return problems
  if (rest === 0) return null
  return {
    productId: product.id,
    quantity: rest,
    ...(expectedOn ? { expectedOn } : {}),
    ...(cost === null ? {} : { unitCost: cost }),
  }
}

/** A supplier by number or name; the name of a new one when none is called so. */
function supplierIn(said: string | undefined, suppliers: readonly KnownSupplier[]): KnownSupplier | string | Problem {
  const field = 'supplier'
  if (!said) return { field, code: 'SAID', parameters: { words: 'This is missing.' } }
  const text = withoutApostrophe(said).slice(0, 200)
  const byNumber = called(suppliers, 'number', text)[0]
  if (byNumber) return byNumber
  const byName = called(suppliers, 'name', text)
  return byName.length > 1 ? { field, code: 'SUPPLIER_SEVERAL' } : (byName[0] ?? text)
}

function decideReceipt(rows: SaidRow[], around: PlannedSurroundings, reading: Reading): Decided<PlannedWrite>[] {
  const head = headOf(rows)
  const read = rows.map(({ cells }) => lineIn(cells, around, reading))
  const number = numberOf(rows)
  const supplier = supplierIn(head.supplier, around.suppliers)
  const warehouse = warehouseIn(head, around.warehouses)
  const problems: Problem[] = [number, supplier, warehouse].filter(isProblem)
  const lines = read.flatMap((line) => (line === null || Array.isArray(line) ? [] : [line]))
  const suppliers = new Set(rows.flatMap(({ cells }) => cells.supplier?.toLowerCase() ?? []))
  if (suppliers.size > 1) problems.push({ field: 'supplier', code: 'RECORD_OF_TWO' })
  if (rows.length > mostLines)
    problems.push({ field: 'number', code: 'RECORD_TOO_LONG', parameters: { most: mostLines } })
  const wrong = new Map(
    rows.map(({ place }, nth) => {
      const own = read[nth]
      return [place, [...(nth === 0 ? problems : []), ...(Array.isArray(own) ? own : [])]] as const
    }),
  )
  const isWrong = [...wrong.values()].some((some) => some.length > 0)
  if (isWrong || isProblem(number) || isProblem(supplier) || isProblem(warehouse)) return wrongGroup(rows, wrong)
  const newSupplier = typeof supplier === 'string' ? supplier : null
  const input = {
    supplierId: typeof supplier === 'string' ? null : supplier.id,
    ...(warehouse ? { warehouseId: warehouse.id } : {}),
    ...(head.reference ? { reference: withoutApostrophe(head.reference).slice(0, 100) } : {}),
    ...(head.note ? { note: withoutApostrophe(head.note).slice(0, 2000) } : {}),
    lines,
  }
  // The supplier is no part of it: one that this import makes has an id only afterwards.
  const externalSaid = saidHash([{ ...input, supplierId: null }])
  const known = around.known.find((one) => one.externalNumber === number)
  if (known && known.externalSaid !== externalSaid)
    return wrongGroup(rows, new Map([[rows[0]?.place ?? 0, [{ field: 'number', code: 'PLANNED_HERE_OTHERWISE' }]]]))
  if (known || lines.length === 0) return sameGroup(rows, known?.id ?? null)
  const before: MovedLines = { lines: lines.length, ordered: lines.reduce((sum, { quantity }) => sum + quantity, 0) }
  return newGroup(rows, { externalNumber: number, externalSaid, newSupplier, input }, before)
}

/** What becomes of rows of planned receipts; all rows of one share its fate. */
export const decidePlanned = (rows: readonly SaidRow[], around: PlannedSurroundings, reading: Reading) =>
  byGroup(rows).flatMap((group) => decideReceipt(group, around, reading))

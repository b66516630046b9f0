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
  type Place,
  priceIn,
  restIn,
  warehouseIn,
} from './groups'
import { decideWhole, type KnownMoved } from './whole'

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
  const supplier = supplierIn(head.supplier, around.suppliers)
  const warehouse = warehouseIn(head, around.warehouses)
  return decideWhole(rows, {
    lineIn: (cells) => lineIn(cells, around, reading),
    party: 'supplier',
    problems: [supplier, warehouse].filter(isProblem),
    mostLines,
    known: around.known,
    otherwise: 'PLANNED_HERE_OTHERWISE',
    written: (lines) => {
      if (isProblem(supplier) || isProblem(warehouse)) return null
      const input = {
        supplierId: typeof supplier === 'string' ? null : supplier.id,
        ...(warehouse ? { warehouseId: warehouse.id } : {}),
        ...(head.reference ? { reference: withoutApostrophe(head.reference).slice(0, 100) } : {}),
        ...(head.note ? { note: withoutApostrophe(head.note).slice(0, 2000) } : {}),
        lines,
      }
      // The supplier is no part of it: one that this import makes has an id only afterwards.
      const said = [{ ...input, supplierId: null }]
      return { said, write: { newSupplier: typeof supplier === 'string' ? supplier : null, input } }
    },
  })
}

/** What becomes of rows of planned receipts; all rows of one share its fate. */
export const decidePlanned = (rows: readonly SaidRow[], around: PlannedSurroundings, reading: Reading) =>
  byGroup(rows).flatMap((group) => decideReceipt(group, around, reading))

import type { ConfirmInput } from '@/server/order/schema'
import { type Cells, countryIn, isProblem, type Problem, withoutApostrophe } from './cells'
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
  priceFor,
  priceIn,
  restIn,
  saidHash,
  sameGroup,
  warehouseIn,
  wrongGroup,
} from './groups'
import { type OwingCustomer, owing } from './open-invoices'

/** The most lines that an order has. */
const mostLines = 2000

export interface OrderingCustomer extends OwingCustomer {
  country: string
}

/** A record that was moved in before under a number of the program before. */
export interface KnownMoved {
  id: string
  externalNumber: string
  externalSaid: string
}

export interface OpenOrderSurroundings {
  customers: readonly OrderingCustomer[]
  products: readonly LineProduct[]
  warehouses: readonly Place[]
  known: readonly KnownMoved[]
}

export interface OpenOrderWrite {
  externalNumber: string
  externalSaid: string
  input: ConfirmInput
}

/** What was written of an order, so that a later change of it is seen. */
export interface MovedLines {
  lines: number
  ordered: number
}

type Line = ConfirmInput['lines'][number]

/** A line of which something is left; null when nothing is. */
function lineIn(cells: Cells, around: OpenOrderSurroundings, reading: Reading): Line | null | Problem[] {
  const product = lineProduct(cells, around.products)
  const rest = restIn(cells, isProblem(product) ? 3 : product.places, reading)
  const price = priceIn('unitPrice', cells, reading)
  const per = priceIn('priceQuantity', cells, reading)
  const off = priceIn('percentOff', cells, reading)
  const problems = [...alwaysWrong(cells, reading), ...[product, rest, price, per, off].filter(isProblem)]
  if (isProblem(product) || isProblem(rest) || isProblem(price) || isProblem(per) || isProblem(off)) return problems
  if (product.kind === 'GOODS' && !product.stocked)
    problems.push({ field: 'sku', code: 'SAID', parameters: { words: 'No warehouse keeps this product.' } })
  const description = cells.description ? withoutApostrophe(cells.description).slice(0, 300) : undefined
  const unitPrice = price === null ? undefined : priceFor(price, per ?? '1', off ?? '0', product)
  if (unitPrice === null || (unitPrice !== undefined && !/^\d{1,12}(\.\d{1,6})?$/.test(unitPrice)))
    problems.push({ field: 'unitPrice', code: 'NUMBER_UNREAD', parameters: { text: cells.unitPrice ?? '' } })
  if (product.freeText && (!description || unitPrice === undefined))
    problems.push({
      field: 'description',
      code: 'SAID',
      parameters: { words: 'Such a line needs a text and a price.' },
    })
  if (problems.length > 0) return problems
  if (rest === 0) return null
  return {
    productId: product.id,
    quantity: rest,
    ...(unitPrice ? { unitPrice } : {}),
    ...(description ? { description } : {}),
  }
}

/** Where the order goes, when the file says so. */
function shipToIn(head: Cells, customer: OrderingCustomer): ConfirmInput['shipTo'] | Problem {
  if (!head.shipLine && !head.shipCity) return undefined
  const country = head.shipCountry ? countryIn('shipCountry', head.shipCountry) : customer.country
  if (isProblem(country)) return country
  const short = (field: string, most: number) => withoutApostrophe(head[field] ?? '').slice(0, most)
  return {
    name: short('shipName', 200) || customer.name,
    line: short('shipLine', 200),
    country,
    ...(head.shipPostcode ? { postcode: short('shipPostcode', 20) } : {}),
    ...(head.shipCity ? { city: short('shipCity', 100) } : {}),
  }
}

interface Whole {
  facts: Omit<ConfirmInput, 'lines'> | null
  problems: Problem[]
}

/** What the rows say of the order as such. */
function wholeIn(rows: readonly SaidRow[], around: OpenOrderSurroundings, reading: Reading): Whole {
  const head = headOf(rows)
  const customer = owing('customer', head.customer, around.customers)
  const warehouse = warehouseIn(head, around.warehouses)
  const requestedOn = dayOf('requestedOn', head, reading)
  const shipTo = isProblem(customer) ? undefined : shipToIn(head, customer)
  const problems = [numberOf(rows), customer, warehouse, requestedOn, shipTo].filter(isProblem)
  if (isProblem(customer) || isProblem(warehouse) || isProblem(requestedOn) || isProblem(shipTo) || problems.length > 0)
    return { facts: null, problems }
  return {
    problems,
    facts: {
      customerId: customer.id,
      // Freight that was agreed is a line of the file; none is added to it.
      charges: [],
      ...(warehouse ? { warehouseId: warehouse.id } : {}),
      ...(requestedOn ? { requestedOn } : {}),
      ...(shipTo ? { shipTo } : {}),
      ...(head.reference ? { customerReference: withoutApostrophe(head.reference).slice(0, 100) } : {}),
      ...(head.note ? { note: withoutApostrophe(head.note).slice(0, 2000) } : {}),
    },
  }
}

function decideOrder(rows: SaidRow[], around: OpenOrderSurroundings, reading: Reading): Decided<OpenOrderWrite>[] {
  const read = rows.map(({ cells }) => lineIn(cells, around, reading))
  const { facts, problems } = wholeIn(rows, around, reading)
  const lines = read.flatMap((line) => (line === null || Array.isArray(line) ? [] : [line]))
  const customers = new Set(rows.flatMap(({ cells }) => cells.customer?.toLowerCase() ?? []))
  if (customers.size > 1) problems.push({ field: 'customer', code: 'RECORD_OF_TWO' })
  if (rows.length > mostLines)
    problems.push({ field: 'number', code: 'RECORD_TOO_LONG', parameters: { most: mostLines } })
  const wrong = new Map(
    rows.map(({ place }, nth) => {
      const own = read[nth]
      return [place, [...(nth === 0 ? problems : []), ...(Array.isArray(own) ? own : [])]] as const
    }),
  )
  if (!facts || [...wrong.values()].some((some) => some.length > 0)) return wrongGroup(rows, wrong)
  const externalNumber = numberOf(rows) as string
  const externalSaid = saidHash([facts, lines])
  const known = around.known.find((one) => one.externalNumber === externalNumber)
  if (known && known.externalSaid !== externalSaid)
    return wrongGroup(rows, new Map([[rows[0]?.place ?? 0, [{ field: 'number', code: 'ORDER_HERE_OTHERWISE' }]]]))
  if (known || lines.length === 0) return sameGroup(rows, known?.id ?? null)
  const before: MovedLines = { lines: lines.length, ordered: lines.reduce((sum, { quantity }) => sum + quantity, 0) }
  return newGroup(rows, { externalNumber, externalSaid, input: { ...facts, lines } }, before)
}

/** What becomes of rows of open orders; all rows of an order share its fate. */
export const decideOpenOrders = (rows: readonly SaidRow[], around: OpenOrderSurroundings, reading: Reading) =>
  byGroup(rows).flatMap((group) => decideOrder(group, around, reading))

import type { ConfirmInput } from '@/server/order/schema'
import { isPostcodeWrong, postcodeExample, postcodeOf } from '@/server/platform/place/postcode'
import type { Day } from '@/server/platform/time/calendar'
import { type Cells, countryIn, isProblem, type Problem, withoutApostrophe } from './cells'
import type { Decided, Reading, SaidRow } from './decided'
import {
  alwaysWrong,
  byGroup,
  dayOf,
  headOf,
  type LineProduct,
  lineProduct,
  type Place,
  priceFor,
  priceIn,
  restIn,
  warehouseIn,
} from './groups'
import { type OwingCustomer, owing } from './open-invoices'
import { decideWhole, type KnownMoved } from './whole'

/** The most lines that an order has. */
const mostLines = 2000

export interface OrderingCustomer extends OwingCustomer {
  country: string
}

export interface OpenOrderSurroundings {
  customers: readonly OrderingCustomer[]
  products: readonly LineProduct[]
  warehouses: readonly Place[]
  known: readonly KnownMoved[]
  today: Day
}

export interface OpenOrderWrite {
  externalNumber: string
  externalSaid: string
  /** The day on which the program before took it. */
  orderedOn: string | null
  input: ConfirmInput
}

type Line = ConfirmInput['lines'][number]

/** A line of which something is left; null when nothing is. */
function lineIn(cells: Cells, around: OpenOrderSurroundings, reading: Reading): Line | null | Problem[] {
  const product = lineProduct(cells, around.products)
  const rest = restIn(cells, isProblem(product) ? 3 : product.places, reading)
  const price = priceIn('unitPrice', cells, reading)
  const per = priceIn('priceQuantity', cells, reading)
  const off = priceIn('percentOff', { percentOff: (cells.percentOff ?? '').replace(/\s*%$/, '') }, reading)
  const problems = [...alwaysWrong(cells, reading), ...[product, rest, price, per, off].filter(isProblem)]
  if (isProblem(product) || isProblem(rest) || isProblem(price) || isProblem(per) || isProblem(off)) return problems
  if (product.kind === 'GOODS' && !product.stocked)
    problems.push({ field: 'sku', code: 'SAID', parameters: { words: 'No warehouse keeps this product.' } })
  // Our own price is not what the percent was taken off.
  if (price === null && Number(off) > 0)
    problems.push({ field: 'unitPrice', code: 'SAID', parameters: { words: 'A percent off needs the price.' } })
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
  const postcode = head.shipPostcode ? withoutApostrophe(head.shipPostcode).slice(0, 20) : ''
  if (isPostcodeWrong({ country, postcode }))
    return { field: 'shipPostcode', code: 'POSTCODE_WRONG', parameters: { example: postcodeExample(country) } }
  const short = (field: string, most: number) => withoutApostrophe(head[field] ?? '').slice(0, most)
  return {
    name: short('shipName', 200) || customer.name,
    line: short('shipLine', 200),
    country,
    ...(postcode ? { postcode: postcodeOf(country, postcode) ?? postcode } : {}),
    ...(head.shipCity ? { city: short('shipCity', 100) } : {}),
    ...(head.shipRegion ? { region: short('shipRegion', 100) } : {}),
  }
}

interface Whole {
  facts: Omit<ConfirmInput, 'lines'> | null
  orderedOn: string | null
  problems: Problem[]
}

/** What the rows say of the order as such. */
function wholeIn(rows: readonly SaidRow[], around: OpenOrderSurroundings, reading: Reading): Whole {
  const head = headOf(rows)
  const customer = owing('customer', head.customer, around.customers)
  const warehouse = warehouseIn(head, around.warehouses)
  const requestedOn = dayOf('requestedOn', head, reading)
  const shipTo = isProblem(customer) ? undefined : shipToIn(head, customer)
  const ordered = dayOf('orderedOn', head, reading)
  const problems = [customer, warehouse, requestedOn, shipTo, ordered].filter(isProblem)
  const orderedOn = isProblem(ordered) ? null : ordered
  if (orderedOn !== null && orderedOn > around.today) problems.push({ field: 'orderedOn', code: 'DAY_TO_COME' })
  if (isProblem(customer) || isProblem(warehouse) || isProblem(requestedOn) || isProblem(shipTo) || problems.length > 0)
    return { facts: null, orderedOn: null, problems }
  return {
    problems,
    orderedOn,
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
  const { facts, orderedOn, problems } = wholeIn(rows, around, reading)
  return decideWhole(rows, {
    lineIn: (cells) => lineIn(cells, around, reading),
    party: 'customer',
    problems,
    mostLines,
    known: around.known,
    otherwise: 'ORDER_HERE_OTHERWISE',
    written: (lines) => facts && { said: [facts, lines], write: { orderedOn, input: { ...facts, lines } } },
  })
}

/** What becomes of rows of open orders; all rows of an order share its fate. */
export const decideOpenOrders = (rows: readonly SaidRow[], around: OpenOrderSurroundings, reading: Reading) =>
  byGroup(rows).flatMap((group) => decideOrder(group, around, reading))

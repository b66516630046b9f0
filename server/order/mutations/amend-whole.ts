import { notFound, refuse } from '@/server/platform/context/errors'
import type { Tx } from '@/server/platform/database/run'
import type { Statement } from '@/server/platform/database/sql'
import { plainDecimal } from '@/server/platform/money/decimal'
import type { Charge, Whole, WholeDiscount } from '@/server/pricing/rules/whole'
import { chargeTable } from '../queries/facts'
import { type ChargeTable, chargesAsked } from '../rules/charges'
import { type OrderLine, remaining } from '../rules/position'
import {
  linesNet,
  numbered,
  sameCharges,
  sameDiscount,
  taxOfCharges,
  typedCharges,
  type WholeWish,
  wholeColumns,
  wholeDiscount,
} from '../rules/whole'
import type { OrderRow } from './advance'
import { otherCharges, partsOf, weighedParts } from './whole'

/** The discount and the charges of an order after an amendment. */
export interface OtherWhole {
  whole: Whole
  changed: boolean
  statements: Statement[]
  told: Record<string, unknown>
}

const hasLeft = (line: OrderLine) => line.shipped + line.performed + line.invoiced > 0

/** The wished discount, if it differs. Refuses with DISCOUNT_FIXED when a part of the order has left, DISCOUNT_TOO_LARGE. */
function otherDiscount(order: Whole, lines: readonly OrderLine[], wish: WholeWish['discount']): WholeDiscount {
  if (wish === undefined) return order
  const next = wholeDiscount(wish, linesNet(partsOf(lines), order.currency), order.currency)
  if (sameDiscount(order, next)) return order
  return lines.some(hasLeft) ? refuse('DISCOUNT_FIXED', { field: 'discount' }) : next
}

interface Amending {
  before: readonly OrderLine[]
  after: readonly OrderLine[]
  /** Where the order goes after the amendment. */
  shipCountry: string
  discount: WholeDiscount
  table: Settings
}

type Settings = ChargeTable & { weights: Readonly<Record<string, number>> }

/** The charges of the settings for lines, beside the typed charges. */
function asked(
  { currency, shipCountry }: Pick<OrderRow, 'currency' | 'shipCountry'>,
  lines: readonly OrderLine[],
  discount: WholeDiscount,
  typed: readonly Charge[],
  table: Settings,
) {
  const parts = weighedParts(lines, (productId) => table.weights[productId])
  const kinds = typed.map(({ kind }) => kind)
  const tax = taxOfCharges(parts, currency)
  return chargesAsked(parts, table, { discount, currency, shipCountry, typed: kinds, tax })
}

/**
 * The charges after an amendment: invoiced ones, typed ones, and those of the settings for the changed lines. A charge of the settings is
 * computed again only if the order now has the one that they would ask today; a charge that was agreed otherwise stays. Refuses with
 * CHARGE_TOO_LATE when no further invoice can have them.
 */
function chargesAfter(order: OrderRow, wishes: WholeWish['charges'], amending: Amending): readonly Charge[] {
  const { before, after, shipCountry, discount, table } = amending
  const { currency, charges } = order
  const invoiced = charges.filter((charge) => charge.invoiced)
  const open = charges.filter((charge) => !charge.invoiced)
  const [was, standing] = [open.filter(isTyped), open.filter((charge) => !isTyped(charge))]
  const tax = taxOfCharges(partsOf(after), currency)
  const typed = wishes === undefined ? was : typedCharges(wishes, { tax, currency, withLast: table.withLast })
  if (wishes?.length && after.every((line) => remaining(line) === line.invoiced))
    refuse('CHARGE_TOO_LATE', { field: 'charges' })
  const asTable = sameCharges(standing, asked(order, before, order, [...was, ...invoiced], table))
  const next = asTable
    ? asked({ currency, shipCountry }, after, discount, [...typed, ...invoiced], table)
    : standing.filter((charge) => !typed.some(({ kind }) => kind === charge.kind))
  if (sameCharges(open, [...next, ...typed])) return charges
  const from = Math.max(0, ...charges.map((charge) => charge.position))
  return [...invoiced, ...numbered([...next, ...typed], from)]
}

/** What is taken off, for an event: a percentage, or an amount in minor units. */
const offOf = ({ discountPercent, discountOffMinor }: WholeDiscount) =>
  discountPercent === null ? discountOffMinor : `${plainDecimal(discountPercent)} %`
const sumOf = (charges: readonly Charge[]) => charges.reduce((sum, charge) => sum + BigInt(charge.amountMinor), 0n)

const isTyped = (charge: Charge) => charge.source === 'TYPED'

/** The amended discount and charges, for the order's changed lines. Refuses with DISCOUNT_FIXED, DISCOUNT_TOO_LARGE, CHARGE_TOO_LATE. */
export async function amendedWhole(
  tx: Tx,
  order: OrderRow,
  { before, after, shipCountry }: Pick<Amending, 'before' | 'after' | 'shipCountry'>,
  wish: WholeWish,
): Promise<OtherWhole> {
  const { ctx } = tx
  const [[table]] = await tx.run(
    chargeTable(
      ctx,
      order.carrierServiceId,
      after.map((line) => line.productId),
    ),
  )
  if (!table) notFound('carrier service')
  const discount = wholeColumns(otherDiscount(order, after, wish.discount))
  const charges = chargesAfter(order, wish.charges, { before, after, shipCountry, discount, table })
  const recharged = charges !== order.charges
  const discounted = !sameDiscount(order, discount)
  return {
    whole: { ...discount, currency: order.currency, charges },
    changed: recharged || discounted,
    statements: recharged ? otherCharges(ctx, order.id, charges) : [],
    told: {
      ...(discounted && { discount: [offOf(order), offOf(discount)] }),
      ...(recharged && { charges: [sumOf(order.charges), sumOf(charges)] }),
    },
  }
}

import { type Consignment, cheaperStep, type FreightTable, freightStep } from '@/server/carrier/rules'
import { refuse } from '@/server/platform/context/errors'
import { powerOfTen } from '@/server/platform/money/decimal'
import { sumMinor } from '@/server/platform/money/money'
import { type Charge, type ChargeKind, discountOn, type Whole, type WholeDiscount } from '@/server/pricing/rules/whole'
import { chargeWords } from '@/server/pricing/words/en'
import { taxedParts } from './amounts'
import type { OrderLine } from './position'

/** The charges of the settings: the organisation's, and the freight of the carrier's service, which stands in place of its own. */
export interface ChargeTable {
  serviceKind: string
  serviceFreight: FreightTable | null
  freight: FreightTable | null
  smallBelowMinor: bigint | null
  smallMinor: bigint | null
  minimumMinor: bigint | null
  withLast: boolean
}

export interface ChargedPart {
  line: Pick<OrderLine, 'kind' | 'places' | 'unitPrice' | 'priceQuantity' | 'taxCode' | 'taxRate'>
  quantity: number
  /** The weight of one of its product's unit; 0: nobody said it. */
  weightGrams: number
}

/** The value by which charges are chosen: the lines without freight and deposits for packaging, less their share of the discount, before tax. */
export function goodsValue(parts: readonly ChargedPart[], discount: WholeDiscount, currency: string): bigint {
  const goods = parts.filter(({ line }) => line.kind !== 'FREIGHT' && line.kind !== 'RETURNABLE')
  const netMinor = sumMinor(taxedParts(goods, currency).map((part) => part.netMinor))
  return netMinor - discountOn(netMinor, discount)
}

/** What goods weigh, rounded up to whole grams. Those whose weight nobody said count as nothing. */
export function weightOf(parts: readonly ChargedPart[]): bigint {
  const goods = parts.filter(({ line }) => line.kind === 'GOODS')
  const micrograms = goods.map(
    ({ line, quantity, weightGrams }) => BigInt(quantity) * BigInt(weightGrams) * powerOfTen(6 - line.places),
  )
  return (sumMinor(micrograms) + powerOfTen(6) - 1n) / powerOfTen(6)
}

/** What the settings' freight table is asked about lines. */
interface FreightAsked extends Consignment {
  table: FreightTable
}

/**
 * Which freight table is asked for delivered goods, and what: that of the service, otherwise that of the organisation. None when nothing is delivered,
 * when a line is freight, and when the customer collects and the service has no table.
 */
export function freightAsked(
  parts: readonly ChargedPart[],
  valueMinor: bigint,
  { serviceFreight, serviceKind, freight }: ChargeTable,
  country: string,
): FreightAsked | null {
  const carried = parts.some(({ line, quantity }) => line.kind === 'GOODS' && quantity > 0)
  if (!carried || parts.some(({ line, quantity }) => line.kind === 'FREIGHT' && quantity > 0)) return null
  const table = serviceFreight ?? (serviceKind === 'CUSTOMER_COLLECTS' ? null : freight)
  return table && { table, country, valueMinor, weightGrams: weightOf(parts) }
}

const freightOf = (asked: FreightAsked | null) => BigInt((asked && freightStep(asked.table, asked)?.amountMinor) ?? 0)

/** The charges of the settings for these lines, without those in whose place one was `typed`, also one of zero. */
export function chargesAsked(
  parts: readonly ChargedPart[],
  table: ChargeTable,
  {
    discount,
    currency,
    shipCountry,
    typed,
    tax,
  }: {
    discount: WholeDiscount
    currency: string
    shipCountry: string
    typed: readonly ChargeKind[]
    tax: Pick<Charge, 'taxCode' | 'taxRate'>
  },
): Charge[] {
  const valueMinor = goodsValue(parts, discount, currency)
  const small = table.smallBelowMinor !== null && valueMinor < table.smallBelowMinor ? (table.smallMinor ?? 0n) : 0n
  const asked = [
    ['FREIGHT', freightOf(freightAsked(parts, valueMinor, table, shipCountry))],
    ['SMALL_ORDER', small],
  ] as const
  return asked.flatMap(([kind, amountMinor]) =>
    amountMinor === 0n || typed.includes(kind)
      ? []
      : [
          {
            position: 0,
            kind,
            description: chargeWords[kind],
            amountMinor: String(amountMinor),
            ...tax,
            source: 'TABLE' as const,
            withLast: table.withLast,
            invoiced: false,
          },
        ],
  )
}

/** Refuses with BELOW_MINIMUM when the value of an order, before tax and after discounts, is below the lowest accepted value. */
export function keepMinimum(
  { permissions }: { permissions: 'ALL' | ReadonlySet<string> },
  valueMinor: bigint,
  { minimumMinor }: Pick<ChargeTable, 'minimumMinor'>,
): void {
  if (minimumMinor === null || valueMinor >= minimumMinor) return
  if (permissions !== 'ALL' && !permissions.has('price.belowFloor'))
    refuse('BELOW_MINIMUM', { minimumMinor, missingMinor: minimumMinor - valueMinor })
}

/**
 * What the charges of the settings leave to say: the least that is taken when the value is below it, what is missing for cheaper freight, and by which weight
 * freight is charged, with the SKUs of goods whose weight nobody said.
 */
export function outlookOfCharges(
  parts: readonly ChargedPart[],
  { charges, ...discount }: Whole,
  table: ChargeTable & { shipCountry: string },
  products: readonly { sku: string }[],
) {
  const valueMinor = goodsValue(parts, discount, discount.currency)
  const { minimumMinor, shipCountry } = table
  const isTyped = charges.some(({ kind, source }) => kind === 'FREIGHT' && source === 'TYPED')
  const asked = isTyped ? null : freightAsked(parts, valueMinor, table, shipCountry)
  const cheaper = asked && cheaperStep(asked.table, asked)
  const isWeighed = (index: number) => parts[index]?.line.kind !== 'GOODS' || parts[index].weightGrams > 0
  const unknown = [...new Set(products.flatMap(({ sku }, index) => (isWeighed(index) ? [] : [sku])))]
  return {
    belowMinimum: minimumMinor !== null && valueMinor < minimumMinor ? minimumMinor : null,
    cheaperFreight: cheaper
      ? { missingMinor: BigInt(cheaper.from) - valueMinor, amountMinor: BigInt(cheaper.amountMinor) }
      : null,
    freightWeight: asked?.table.by === 'WEIGHT' ? { grams: asked.weightGrams, unknown } : null,
  }
}

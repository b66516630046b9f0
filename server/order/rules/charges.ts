import { refuse } from '@/server/platform/context/errors'
import { sumMinor } from '@/server/platform/money/money'
import { type Charge, type ChargeKind, discountOn, type WholeDiscount } from '@/server/pricing/rules/whole'
import { chargeWords } from '@/server/pricing/words/en'
import { taxedParts } from './amounts'
import type { OrderLine } from './position'

/** The charges of the settings: the organisation's, with the freight of the carrier's service in place of its own. */
export interface ChargeTable {
  serviceKind: string
  serviceChargeMinor: bigint | null
  serviceFreeFromMinor: bigint | null
  freightMinor: bigint | null
  freeFromMinor: bigint | null
  smallBelowMinor: bigint | null
  smallMinor: bigint | null
  minimumMinor: bigint | null
  withLast: boolean
}

export interface ChargedPart {
  line: Pick<OrderLine, 'kind' | 'unitPrice' | 'priceQuantity' | 'taxCode' | 'taxRate'>
  quantity: number
}

/** The value by which charges are chosen: the lines without freight and deposits for packaging, less their share of the discount, before tax. */
export function goodsValue(parts: readonly ChargedPart[], discount: WholeDiscount, currency: string): bigint {
  const goods = parts.filter(({ line }) => line.kind !== 'FREIGHT' && line.kind !== 'RETURNABLE')
  const netMinor = sumMinor(taxedParts(goods, currency).map((part) => part.netMinor))
  return netMinor - discountOn(netMinor, discount)
}

/** The freight for delivered goods: the service's, otherwise the organisation's. None from the free-freight value on, or when a line is freight. */
function freightOf(parts: readonly ChargedPart[], valueMinor: bigint, table: ChargeTable): bigint {
  const carried = parts.some(({ line, quantity }) => line.kind === 'GOODS' && quantity > 0)
  if (!carried || parts.some(({ line, quantity }) => line.kind === 'FREIGHT' && quantity > 0)) return 0n
  const own = table.serviceChargeMinor !== null
  if (!own && table.serviceKind === 'CUSTOMER_COLLECTS') return 0n
  const freeFromMinor = own ? table.serviceFreeFromMinor : table.freeFromMinor
  if (freeFromMinor !== null && valueMinor >= freeFromMinor) return 0n
  return (own ? table.serviceChargeMinor : table.freightMinor) ?? 0n
}

/** The charges of the settings for these lines, without those in whose place one was `typed`, also one of zero. */
export function chargesAsked(
  parts: readonly ChargedPart[],
  table: ChargeTable,
  {
    discount,
    currency,
    typed,
    tax,
  }: {
    discount: WholeDiscount
    currency: string
    typed: readonly ChargeKind[]
    tax: Pick<Charge, 'taxCode' | 'taxRate'>
  },
): Charge[] {
  const valueMinor = goodsValue(parts, discount, currency)
  const small = table.smallBelowMinor !== null && valueMinor < table.smallBelowMinor ? (table.smallMinor ?? 0n) : 0n
  const asked = [
    ['FREIGHT', freightOf(parts, valueMinor, table)],
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

import { Tag } from '@/components/ui/tag'
import { Day, Rate, UnitPrice } from '@/components/ui/text'
import type { Measure } from '@/server/platform/money/quantity'
import { holdsOn } from '@/server/pricing/rules/prices'

interface Dated {
  validFrom: string
  validTo: string | null
  archivedAt?: Date | null
}

/** How a list stands today, in a word. */
export function ListState({ list, today }: { list: Dated; today: string }) {
  if (list.archivedAt) return <Tag>archived</Tag>
  if (holdsOn(list, today)) return <Tag tone="ok">holds</Tag>
  return list.validFrom > today ? <Tag>to come</Tag> : <Tag>over</Tag>
}

/** From which day to which. */
export function Validity({ list }: { list: Dated }) {
  return list.validTo ? (
    <span className="whitespace-nowrap">
      <Day day={list.validFrom} /> – <Day day={list.validTo} />
    </span>
  ) : (
    <span className="whitespace-nowrap">
      from <Day day={list.validFrom} />
    </span>
  )
}

/** Whether the prices of a list are with tax, and that none is in them as long as the seller is not registered. */
export function TaxInIt({ list: { withTax, containsTax } }: { list: { withTax: boolean; containsTax: boolean } }) {
  if (!withTax) return 'without tax'
  return containsTax ? 'with tax' : 'with tax, of which none is due while you are not registered'
}

interface Priced extends Measure {
  unitPrice: string | null
  priceQuantity: number | null
  percentOff: string | null
}

/** A fixed price, or so much off. */
export function EntryPrice({ entry, currency }: { entry: Priced; currency?: string }) {
  if (entry.unitPrice !== null)
    return <UnitPrice price={entry.unitPrice} priceQuantity={entry.priceQuantity ?? 1} of={entry} currency={currency} />
  return (
    <span className="whitespace-nowrap">
      <Rate rate={entry.percentOff ?? '0'} /> off
    </span>
  )
}

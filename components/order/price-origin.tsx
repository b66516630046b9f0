'use client'

import { cn } from '@/components/ui/cn'
import { formatQuantity, formatUnitPrice } from '@/components/ui/format'
import { UnitPrice } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import { compareDecimals } from '@/server/platform/money/decimal'
import type { Measure } from '@/server/platform/money/quantity'
import { discountWords, originWords } from '@/server/pricing/words/en'

interface Origin extends Measure {
  unitPrice: string
  priceQuantity: number
  priceSource: string
  priceListName: string | null
  breakFrom: number | null
  listPrice: string | null
  grossPrice: string | null
}

interface Taken extends Measure {
  priceQuantity: number
  grossPrice: string | null
  discountPercent: string | null
  discountAmount: string | null
  discountReason?: string | null
}

interface Shown<Line> {
  line: Line
  currency: string
  /** Left out: under a price, in whose column it must not take the width of the others. */
  className?: string
}

const beside = 'max-w-40 sm:ml-auto'

/** What was taken off a price and why; nothing where nothing was. */
export function DiscountNote({ line, currency, className = beside }: Shown<Taken>) {
  const { locale } = useWorkspace()
  if (line.grossPrice === null) return null
  const price = (one: string) => formatUnitPrice(one, line.priceQuantity, line, currency, locale)
  const words = discountWords(line, price, locale)
  return (
    <span className={cn('block whitespace-normal text-ink-3 text-xs', className)} suppressHydrationWarning>
      {words}
      {line.discountReason && `, ${line.discountReason}`}
    </span>
  )
}

/** Where the price of a line came from, where that is more than the product itself: the list, or what was typed instead of which price. */
export function PriceOrigin({ line, currency, className = beside }: Shown<Origin>) {
  const { locale } = useWorkspace()
  const { priceSource, priceListName, breakFrom, listPrice, priceQuantity, unitPrice } = line
  if (priceSource !== 'LIST' && priceSource !== 'TYPED') return null
  const other =
    priceSource === 'TYPED' && listPrice !== null && compareDecimals(listPrice, line.grossPrice ?? unitPrice) !== 0
  return (
    <span className={cn('block whitespace-normal text-ink-3 text-xs', className)}>
      {other ? (
        <>
          typed; list <UnitPrice price={listPrice} priceQuantity={priceQuantity} of={line} currency={currency} />
        </>
      ) : (
        originWords(
          priceSource,
          priceListName,
          (breakFrom ?? 1) > 1 ? formatQuantity(breakFrom ?? 1, line, locale) : null,
        )
      )}
    </span>
  )
}

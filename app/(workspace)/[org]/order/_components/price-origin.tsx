import { UnitPrice } from '@/components/ui/text'
import { compareDecimals } from '@/server/platform/money/decimal'
import { originWords } from '@/server/pricing/words/en'

interface Origin {
  unitPrice: string
  priceQuantity: number
  priceSource: string
  priceListName: string | null
  breakFrom: number | null
  listPrice: string | null
}

/** Where the price of a line came from, where that is more than the product itself: the list, or what was typed instead of which price. */
export function PriceOrigin({ line, currency }: { line: Origin; currency: string }) {
  const { priceSource, priceListName, breakFrom, listPrice, priceQuantity, unitPrice } = line
  if (priceSource !== 'LIST' && priceSource !== 'TYPED') return null
  const other = priceSource === 'TYPED' && listPrice !== null && compareDecimals(listPrice, unitPrice) !== 0
  return (
    <span className="block max-w-40 truncate text-ink-3 text-xs">
      {other ? (
        <>
          typed; list <UnitPrice price={listPrice} priceQuantity={priceQuantity} currency={currency} />
        </>
      ) : (
        originWords(priceSource, priceListName, breakFrom)
      )}
    </span>
  )
}

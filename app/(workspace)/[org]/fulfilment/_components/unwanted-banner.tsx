'use client'

import { Banner } from '@/components/ui/banner'
import { goodsText } from '@/components/ui/format'
import { useWorkspace } from '@/components/ui/workspace'
import type { FloorLine } from '@/server/fulfilment/queries/order'
import { goodsIn, isOne } from '@/server/platform/money/quantity'

/** What is to be done with goods of an order that nobody wants any more: those in parcels first. */
export function UnwantedBanner({ lines, cancelled = false }: { lines: readonly FloorLine[]; cancelled?: boolean }) {
  const { locale } = useWorkspace()
  const boxed = goodsIn(lines, (line) => line.boxed)
  const unwanted = goodsIn(lines, (line) => line.toPutBack)
  const lie = `${goodsText(boxed, locale)} no longer wanted ${isOne(boxed) ? 'lies' : 'lie'} in parcels`
  if (cancelled)
    return (
      <Banner tone="bad" title="The order is cancelled">
        {boxed.units > 0
          ? `${lie}. Unpack the parcels, then put back what was in them.`
          : unwanted.units > 0
            ? `Nothing of it is packed any more. Put ${goodsText(unwanted, locale)} back into the bins.`
            : 'Nothing of it is left to put back.'}
      </Banner>
    )
  if (boxed.units === 0) return null
  return (
    <Banner tone="warn" title={lie}>
      Unpack the parcel, then put back what was in it.
    </Banner>
  )
}

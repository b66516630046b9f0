'use client'

import { useTurn } from '@/components/fulfilment/use-turn'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Instant } from '@/components/ui/text'

/** Shows who else works on this order in a warehouse, and tells the others that this person does. */
export function TurnBanner({ orderId, warehouseId }: { orderId: string; warehouseId: string }) {
  const { other, takeOver } = useTurn(orderId, warehouseId)
  if (!other) return null
  return (
    <div className="mb-3.5">
      <Banner
        tone="warn"
        live
        title={`${other.name} is on it`}
        action={<Button onClick={takeOver}>Take it over</Button>}
      >
        Since <Instant at={other.takenAt} />. Two who pack one order pack it twice.
      </Banner>
    </div>
  )
}

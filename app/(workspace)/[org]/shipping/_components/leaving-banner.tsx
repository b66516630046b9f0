'use client'

import { useEffect, useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Instant } from '@/components/ui/text'
import type { ShipmentRecord } from '@/server/shipping/queries/record'

/** A shipment that is dispatched and still in the house: it can be taken back until its time is over, or sent at once. */
export function LeavingBanner({ shipment, mayDispatch }: { shipment: ShipmentRecord; mayDispatch: boolean }) {
  const client = useTRPCClient()
  const { id: shipmentId, leavesAt } = shipment
  const isOver = useIsOver(shipment.leavesIn)
  const recall = useVerb(client.shipping.recall.mutate, 'Taken back: nothing has left the house', [shipmentId])
  const handOver = useVerb(client.shipping.handOver.mutate, 'Mail and invoice go out now', [shipmentId])
  if (!leavesAt || shipment.leavesIn === null) return null
  return (
    <Banner
      title={isOver ? 'Mail and invoice are going out' : 'Dispatched, and can still be taken back'}
      action={
        mayDispatch &&
        !isOver && (
          <div className="flex flex-wrap gap-2">
            <Button busy={handOver.isPending} onClick={() => handOver.mutate({ shipmentIds: [shipmentId] })}>
              Send them now
            </Button>
            <Button busy={recall.isPending} onClick={() => recall.mutate({ shipmentId })}>
              Take the dispatch back
            </Button>
          </div>
        )
      }
    >
      {!isOver && (
        <>
          Mail and invoice go out at <Instant at={leavesAt} style="time" />.
        </>
      )}
    </Banner>
  )
}

/** Whether this many milliseconds have passed since the page got its data. */
function useIsOver(leavesIn: number | null): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    setOver(false)
    if (leavesIn === null) return
    const timer = setTimeout(() => setOver(true), leavesIn)
    return () => clearTimeout(timer)
  }, [leavesIn])
  return over
}

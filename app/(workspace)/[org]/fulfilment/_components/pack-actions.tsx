'use client'

import { useVerb } from '@/components/collection/use-verb'
import { useMay } from '@/components/may'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button, ButtonLink } from '@/components/ui/button'
import { countOf } from '@/components/ui/format'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { FloorLine, FloorOrder, FloorParcel } from '@/server/fulfilment/queries/order'
import { isStopped } from '@/server/fulfilment/rules/putting-back'

interface Packed {
  lines: readonly FloorLine[]
  parcels: readonly FloorParcel[]
}

/** The parcels that can leave and are in no shipment yet. */
export const unplanned = ({ parcels, lines }: Packed) =>
  parcels.filter((parcel) => !parcel.shipmentId && !isStopped(parcel, lines))

interface Props {
  floor: Packed & { order: FloorOrder }
  /** Whether goods wait to be packed. */
  packs: boolean
  hereHref: (path: string) => string
}

/** What can be done with an order beside packing it. */
export function PackActions({ floor, packs, hereHref }: Props) {
  const client = useTRPCClient()
  const may = useMay()
  const href = useWorkspaceHref()
  const plan = useVerb(client.shipping.plan.mutate, ({ number }) =>
    number
      ? `${number} holds what is packed`
      : 'Nothing new is planned: what is packed is in a shipment, or waits for the rest of the order',
  )
  const { order, lines, parcels } = floor
  const waiting = unplanned(floor)
  const shipmentId = parcels.findLast((parcel) => parcel.shipmentId)?.shipmentId
  const cancelled = order.stage === 'CANCELLED'
  return (
    <>
      {may('shipping.dispatch') && waiting.length > 0 && (
        <Button busy={plan.isPending} onClick={() => plan.mutate({ orderId: order.id })}>
          Done: {countOf(waiting.length, 'parcel')} can leave
        </Button>
      )}
      {waiting.length === 0 && shipmentId && !packs && (
        <ButtonLink tone="go" href={href(`/shipping/${shipmentId}`)}>
          To the shipment
        </ButtonLink>
      )}
      {may('fulfilment.pick') && lines.some((line) => line.picked + line.toPutBack > 0) && (
        <ButtonLink tone={cancelled ? 'go' : undefined} href={hereHref(`/fulfilment/put-back/${order.id}`)}>
          Put back…
        </ButtonLink>
      )}
      {lines.some((line) => line.reserved > 0) && (
        <ButtonLink href={hereHref(`/fulfilment/pick/${order.id}`)}>Pick the rest</ButtonLink>
      )}
    </>
  )
}

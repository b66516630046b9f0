'use client'

import { useVerb } from '@/components/collection/use-verb'
import { useMay } from '@/components/may'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { goodsText } from '@/components/ui/format'
import { Instant } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import { goodsIn } from '@/server/platform/money/quantity'
import type { ShipmentRecord } from '@/server/shipping/queries/record'
import { troubleWords } from '@/server/shipping/words/en'
import { DeliverDialog } from './deliver-dialog'

const titles: Partial<Record<ShipmentRecord['state'], string>> = {
  FAILED: 'Not delivered',
  RETURNED: 'Came back to us',
  PARTLY_DELIVERED: 'A part of it did not arrive',
}

const missingOf = ({ lines }: ShipmentRecord) => goodsIn(lines, (line) => line.quantity - line.arrived - line.cameBack)

/** What this person can do about a shipment that did not arrive, or arrived in part. */
export function Trouble({ shipment }: { shipment: ShipmentRecord }) {
  const { locale } = useWorkspace()
  const client = useTRPCClient()
  const may = useMay()
  const { id: shipmentId, state, number } = shipment
  const comeBack = useVerb(client.shipping.comeBack.mutate, `${number} is back in the house`)
  const again = useVerb(client.shipping.sendAgain.mutate, `${number} is on its way again`)
  const takeIn = useVerb(client.shipping.takeIn.mutate, ({ number: back }) => `${back} made; the credit note follows`)
  const missing = goodsText(missingOf(shipment), locale)
  const settle = (end: 'SHELF' | 'WRITE_OFF' | 'LOST') => () => takeIn.mutateAsync({ shipmentId, end })
  return (
    <Banner
      tone="bad"
      title={titles[state] ?? 'Not delivered'}
      action={
        <div className="flex flex-wrap gap-2">
          {may('shipping.deliver') && state !== 'RETURNED' && (
            <DeliverDialog shipment={shipment} label="Arrived after all…" />
          )}
          {may('shipping.deliver') && state === 'FAILED' && (
            <Button busy={comeBack.isPending} onClick={() => comeBack.mutate({ shipmentId })}>
              It came back
            </Button>
          )}
          {may('shipping.dispatch') && (
            <ConfirmDialog
              trigger={<Button>Send again…</Button>}
              title={`Send ${number} again?`}
              description={`The same ${missing} by ${shipment.serviceName}, without another invoice. The customer is told by mail.`}
              confirmLabel="Send again"
              onConfirm={() => again.mutateAsync({ shipmentId })}
            />
          )}
          {may('fulfilment.return') && (
            <ConfirmDialog
              trigger={<Button>Back on the shelf…</Button>}
              title={`Take in ${missing}?`}
              description="They are fit to be sold and go into their home bins. The customer gets a credit note for them."
              confirmLabel="Take in"
              onConfirm={settle('SHELF')}
            />
          )}
          {may('fulfilment.return') && (
            <ConfirmDialog
              trigger={<Button>{state === 'RETURNED' ? 'Write off…' : 'Lost…'}</Button>}
              title={`Write off ${missing}?`}
              description="They are gone or cannot be sold any more. The customer gets a credit note for them."
              confirmLabel="Write off"
              danger
              onConfirm={settle(state === 'RETURNED' ? 'WRITE_OFF' : 'LOST')}
            />
          )}
        </div>
      }
    >
      {missing}: {troubleWords(shipment.troubleCause ?? 'OTHER')}, since{' '}
      <Instant at={shipment.troubleSince ?? shipment.createdAt} />. Until somebody decides, the order is not delivered.
    </Banner>
  )
}

'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { LabelLink } from '@/components/fulfilment/label-link'
import { NoSender } from '@/components/fulfilment/no-sender'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink, buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { countOf } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { PaperButton } from '@/components/ui/paper-button'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Quantity } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { ShipmentRecord as Shipment } from '@/server/shipping/queries/record'
import { CancelShipmentDialog } from './cancel-dialog'
import { DeliverDialog } from './deliver-dialog'
import { DispatchDialog } from './dispatch-dialog'
import { LeavingBanner } from './leaving-banner'
import { LoadCard } from './load-card'
import { NotDeliveredDialog } from './not-delivered-dialog'
import { ReplanDialog } from './replan-dialog'
import { ShipmentFacts } from './shipment-facts'
import { ShipmentTag } from './shipment-tag'
import { Trouble } from './trouble'

/** The page of one shipment: its goods, its papers, and its next action. */
export function ShipmentRecord({ shipmentId }: { shipmentId: string }) {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { slug } = useWorkspace()
  const { data: shipment } = useSuspenseQuery(trpc.shipping.get.queryOptions({ shipmentId }))
  const next =
    shipment.state === 'PLANNED' ? (
      may('shipping.dispatch') && (
        <DispatchDialog
          shipmentIds={[shipmentId]}
          trigger={
            <Button tone="go" disabled={shipment.held}>
              Dispatch
            </Button>
          }
        />
      )
    ) : shipment.state === 'DISPATCHED' ? (
      may('shipping.deliver') && <DeliverDialog shipment={shipment} tone="go" />
    ) : shipment.invoiceId && may('invoice.read') ? (
      <ButtonLink tone="go" href={href(`/invoicing/${shipment.invoiceId}`)}>
        Open the invoice
      </ButtonLink>
    ) : null
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Shipping', href: href('/shipping') }]}
        title={shipment.number}
        tag={<ShipmentTag row={shipment} />}
        note={
          <>
            <Link href={href(`/customers/${shipment.customerId}`)}>{shipment.customerName}</Link> · order{' '}
            <Link href={href(`/order/${shipment.orderId}`)}>{shipment.orderNumber}</Link>
          </>
        }
        actions={
          <>
            <PaperButton href={`/api/documents/packingSlip/${shipmentId}?organisation=${slug}`}>
              Packing slip
            </PaperButton>
            {shipment.parcelList.length > 0 && (
              <LabelLink shipmentId={shipmentId} of={shipment.parcelList.length} className={buttonClass()}>
                {shipment.parcelList.length === 1 ? 'Label' : `All ${shipment.parcelList.length} labels`}
              </LabelLink>
            )}
            {may('shipping.dispatch') && shipment.state !== 'DELIVERED' && shipment.state !== 'CANCELLED' && (
              <ReplanDialog shipment={shipment} />
            )}
            {may('shipping.dispatch') && shipment.state === 'PLANNED' && (
              <CancelShipmentDialog shipmentId={shipmentId} number={shipment.number} />
            )}
            {may('shipping.deliver') && (shipment.state === 'DISPATCHED' || shipment.proof === 'ASSUMED') && (
              <NotDeliveredDialog shipment={shipment} />
            )}
            {may('shipping.deliver') && shipment.proof === 'ASSUMED' && (
              <DeliverDialog shipment={shipment} label="Proof…" />
            )}
            {may('fulfilment.return') && shipment.dispatchedAt !== null && (
              <ButtonLink href={href(`/fulfilment/return/${shipment.orderId}`)}>Record a return</ButtonLink>
            )}
          </>
        }
        go={next}
      />
      {shipment.troubleSince && <Trouble shipment={shipment} />}
      {shipment.held && shipment.state === 'PLANNED' && (
        <Banner tone="bad" title="Parked: the customer is on credit hold">
          It can leave as soon as the hold ends, by payment or by a person.
        </Banner>
      )}
      {shipment.state === 'PLANNED' && <NoSender />}
      <LeavingBanner shipment={shipment} mayDispatch={may('shipping.dispatch')} />
      {shipment.risk === 'LATE' && !shipment.held && (
        <Banner tone="warn" title="The promise cannot be kept as planned">
          Choose a faster service, or tell the customer.
        </Banner>
      )}
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3.5">
          {shipment.state === 'PLANNED' && may('shipping.dispatch') && <LoadCard shipment={shipment} />}
          <Lines shipment={shipment} />
          <RecordTimeline objectType="shipment" objectId={shipmentId} />
        </div>
        <ShipmentFacts shipment={shipment} />
      </div>
    </>
  )
}

function Lines({ shipment }: { shipment: Shipment }) {
  return (
    <Card flush title="In this shipment" aside={countOf(shipment.lines.length, 'line')}>
      <Table label="Lines of the shipment">
        <TableHead>
          <tr>
            <HeadCell numeric>#</HeadCell>
            <HeadCell importance="medium">SKU</HeadCell>
            <HeadCell grow>Product</HeadCell>
            <HeadCell numeric importance="medium">
              Ordered
            </HeadCell>
            <HeadCell numeric>In it</HeadCell>
            <HeadCell numeric importance="low">
              To follow
            </HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {shipment.lines.map((line) => (
            <Row key={line.position}>
              <Cell numeric>{line.position}</Cell>
              <Cell importance="medium">{line.sku}</Cell>
              <Cell grow>{line.description}</Cell>
              <Cell numeric importance="medium">
                <Quantity value={line.ordered} of={line} />
              </Cell>
              <Cell numeric>
                <Quantity value={line.quantity} of={line} />
              </Cell>
              <Cell numeric importance="low">
                {line.backordered > 0 ? <Quantity value={line.backordered} of={line} /> : '–'}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}

'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { NetworkTag } from '@/components/shell/network-tag'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { ParcelCard } from './parcel-card'

/** What goes into the next parcel; all that is picked unless somebody says otherwise. */
export function PackForm({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const may = useMay()
  const href = useWorkspaceHref()
  const { data } = useSuspenseQuery(trpc.fulfilment.order.queryOptions({ orderId }))
  const [chosen, setChosen] = useState<Record<string, number | null>>({})
  const [weight, setWeight] = useState<number | null>(null)
  const [key, setKey] = useState(() => crypto.randomUUID())
  const pack = useVerb(
    client.fulfilment.pack.mutate,
    ({ parcels }) => `Packed into ${parcels.map((one) => one.number).join(', ')}`,
  )
  const { order, lines, parcels } = data
  const loose = lines.filter((line) => line.picked > line.packed)
  const open = lines.reduce((sum, line) => sum + line.reserved, 0)
  const into = loose
    .map((line) => ({ line, quantity: chosen[line.id] ?? (chosen[line.id] === null ? 0 : line.picked - line.packed) }))
    .filter(({ quantity }) => quantity > 0)
  const estimated = into.reduce((sum, { line, quantity }) => sum + quantity * line.weightGrams, 0)
  const send = async () => {
    await pack.mutateAsync({
      orderId,
      parcels: [
        {
          ...(weight ? { weightGrams: weight } : {}),
          lines: into.map(({ line, quantity }) => ({ orderLineId: line.id, quantity })),
        },
      ],
      idempotencyKey: key,
    })
    setChosen({})
    setWeight(null)
    setKey(crypto.randomUUID())
  }
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Fulfilment', href: href('/fulfilment') }, { label: 'Pack' }]}
        title={order.number}
        tag={
          <>
            <NetworkTag />
            {order.held ? <Tag tone="bad">customer on hold</Tag> : open > 0 && <Tag>{open} still to pick</Tag>}
          </>
        }
        note={
          <>
            {order.customerName} · {order.deliversTo} · {order.serviceName}, until {order.cutOff} ·{' '}
            <Link href={href(`/order/${orderId}`)}>the order</Link>
          </>
        }
        actions={open > 0 && <ButtonLink href={href(`/fulfilment/pick/${orderId}`)}>Pick the rest</ButtonLink>}
        go={
          may('fulfilment.pack') &&
          loose.length > 0 && (
            <Button
              tone="go"
              busy={pack.isPending}
              disabled={into.length === 0}
              onClick={() => void send().catch(() => {})}
            >
              Pack one parcel
            </Button>
          )
        }
      />
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3.5">
          <Card flush title="Into this parcel" aside={loose.length > 0 && `${loose.length} lines picked`}>
            {loose.length === 0 ? (
              <EmptyState title={open > 0 ? 'Nothing is picked yet.' : 'Everything picked is packed.'}>
                {parcels.length > 0 ? 'A shipment is planned by itself.' : 'What is picked appears here.'}
              </EmptyState>
            ) : (
              <Table label="What goes into the parcel">
                <TableHead>
                  <tr>
                    <HeadCell importance="medium">SKU</HeadCell>
                    <HeadCell grow>Product</HeadCell>
                    <HeadCell numeric>Picked</HeadCell>
                    <HeadCell numeric>In the parcel</HeadCell>
                  </tr>
                </TableHead>
                <TableBody>
                  {loose.map((line) => (
                    <Row key={line.id}>
                      <Cell importance="medium">{line.sku}</Cell>
                      <Cell grow>{line.name}</Cell>
                      <Cell numeric>
                        <Quantity value={line.picked - line.packed} />
                      </Cell>
                      <Cell numeric>
                        <QuantityInput
                          aria-label={`${line.sku} in the parcel`}
                          className="ml-auto w-24"
                          value={line.id in chosen ? (chosen[line.id] ?? null) : line.picked - line.packed}
                          onValueChange={(value) => setChosen({ ...chosen, [line.id]: value })}
                          max={line.picked - line.packed}
                        />
                      </Cell>
                    </Row>
                  ))}
                </TableBody>
              </Table>
            )}
            {loose.length > 0 && (
              <div className="flex flex-wrap items-center justify-end gap-3 border-t p-3.5">
                <span className="text-ink-3">Weighed{estimated > 0 && `, about ${estimated} g`}</span>
                <QuantityInput
                  aria-label="Weight in grams"
                  className="w-36"
                  unit="g"
                  value={weight}
                  onValueChange={setWeight}
                />
              </div>
            )}
          </Card>
          <RecordTimeline objectType="order" objectId={orderId} />
        </div>
        <ParcelCard parcels={parcels} lines={lines} />
      </div>
    </>
  )
}

'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { NetworkTag } from '@/components/shell/network-tag'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { PageHead } from '@/components/ui/page-head'
import { QuantityInput } from '@/components/ui/quantity-input'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Quantity } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { ReturnCause } from '@/server/fulfilment/schema'

const causes: { value: ReturnCause; label: string }[] = [
  { value: 'NOT_WANTED', label: 'Not wanted' },
  { value: 'DAMAGED', label: 'Damaged' },
  { value: 'WRONG_PRODUCT', label: 'Another product than ordered' },
  { value: 'CANCELLED', label: 'Order cancelled on the way' },
  { value: 'OTHER', label: 'Another reason' },
]

/** What came back of an order, why, and whether it can be sold again. */
export function ReturnForm({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const router = useRouter()
  const href = useWorkspaceHref()
  const { data } = useSuspenseQuery(trpc.fulfilment.order.queryOptions({ orderId }))
  const [chosen, setChosen] = useState<Record<string, number | null>>({})
  const [cause, setCause] = useState<ReturnCause>('NOT_WANTED')
  const [fit, setFit] = useState('yes')
  const [note, setNote] = useState('')
  const [key] = useState(() => crypto.randomUUID())
  const takeBack = useVerb(
    client.fulfilment.takeBack.mutate,
    ({ number }) => `${number} taken back; the credit note follows`,
  )
  const { order, lines } = data
  const out = lines.filter((line) => line.shipped > line.returned)
  const back = out
    .map((line) => ({ orderLineId: line.id, quantity: chosen[line.id] ?? 0 }))
    .filter(({ quantity }) => quantity > 0)
  const send = async () => {
    await takeBack.mutateAsync({
      orderId,
      cause,
      restock: fit === 'yes',
      lines: back,
      note: note.trim() || undefined,
      idempotencyKey: key,
    })
    router.push(href(`/order/${orderId}`))
  }
  return (
    <>
      <PageHead
        crumbs={[{ label: order.number, href: href(`/order/${orderId}`) }, { label: 'Take back' }]}
        title="Goods come back"
        tag={<NetworkTag />}
        note={order.customerName}
        go={
          <Button
            tone="go"
            busy={takeBack.isPending}
            disabled={back.length === 0}
            onClick={() => void send().catch(() => {})}
          >
            Take back
          </Button>
        }
      />
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Card flush title="What came back">
          {out.length === 0 ? (
            <EmptyState title="Nothing of this order is with the customer." />
          ) : (
            <Table label="Lines that can come back">
              <TableHead>
                <tr>
                  <HeadCell importance="medium">SKU</HeadCell>
                  <HeadCell grow>Product</HeadCell>
                  <HeadCell numeric>With the customer</HeadCell>
                  <HeadCell numeric>Came back</HeadCell>
                </tr>
              </TableHead>
              <TableBody>
                {out.map((line) => (
                  <Row key={line.id}>
                    <Cell importance="medium">{line.sku}</Cell>
                    <Cell grow>{line.name}</Cell>
                    <Cell numeric>
                      <Quantity value={line.shipped - line.returned} />
                    </Cell>
                    <Cell numeric>
                      <QuantityInput
                        aria-label={`${line.sku} came back`}
                        className="ml-auto w-24"
                        value={chosen[line.id] ?? null}
                        onValueChange={(value) => setChosen({ ...chosen, [line.id]: value })}
                        max={line.shipped - line.returned}
                      />
                    </Cell>
                  </Row>
                ))}
              </TableBody>
            </Table>
          )}
        </Card>
        <Card title="Why">
          <div className="flex flex-col gap-3">
            <Field label="Cause" required>
              <Select
                value={cause}
                onChange={(event) => setCause(event.target.value as ReturnCause)}
                options={causes}
              />
            </Field>
            <RadioGroup
              legend="Can it be sold again?"
              value={fit}
              onValueChange={setFit}
              options={[
                { value: 'yes', label: 'Yes, back on the shelf' },
                { value: 'no', label: 'No, write it off as damaged' },
              ]}
            />
            <Field label="Note">
              <Textarea value={note} maxLength={1000} onChange={(event) => setNote(event.target.value)} />
            </Field>
          </div>
        </Card>
      </div>
    </>
  )
}

'use client'

import { useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useFailure } from '@/components/failure'
import { NetworkTag } from '@/components/shell/network-tag'
import { ScanField, type ScanFieldProps } from '@/components/shell/scan-field'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { PageHead } from '@/components/ui/page-head'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { StockRow } from '@/server/inventory/queries/stock'
import { GoodsInLines } from './goods-in-lines'

export interface ArrivedLine {
  product: StockRow
  quantity: number | null
  binId: string | null
}

/** Goods come in by scanning: each scan is one more; what waits for them is served when they are received. */
export function GoodsIn() {
  const client = useTRPCClient()
  const failure = useFailure()
  const href = useWorkspaceHref()
  const [lines, setLines] = useState<ArrivedLine[]>([])
  const [reference, setReference] = useState('')
  const [answer, setAnswer] = useState<ScanFieldProps['answer']>(null)
  const [key, setKey] = useState(() => crypto.randomUUID())
  const receive = useVerb(
    client.order.receive.mutate,
    ({ units, served }) =>
      `${countOf(units, 'unit')} received${served > 0 ? `; ${countOf(served, 'waiting order line')} served` : ''}`,
  )
  const scan = async (code: string) => {
    try {
      const product = await client.inventory.byCode.query({ code })
      if (!product) return setAnswer({ tone: 'bad', text: `${code} is no product that is stocked here.` })
      setLines((before) => {
        const at = before.findIndex((line) => line.product.productId === product.productId)
        if (at < 0) return [{ product, quantity: 1, binId: null }, ...before]
        return before.map((line, index) => (index === at ? { ...line, quantity: (line.quantity ?? 0) + 1 } : line))
      })
      setAnswer({ tone: 'ok', text: `${product.name}, to ${product.homeBin ?? 'a bin you choose'}` })
    } catch (error) {
      setAnswer({ tone: 'bad', text: failure(error).text })
    }
  }
  const arrived = lines.flatMap(({ product, quantity, binId }) =>
    quantity ? [{ productId: product.productId, quantity, ...(binId ? { binId } : {}) }] : [],
  )
  const send = async () => {
    await receive.mutateAsync({ lines: arrived, reference: reference.trim() || undefined, idempotencyKey: key })
    setLines([])
    setReference('')
    setAnswer(null)
    setKey(crypto.randomUUID())
  }
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Fulfilment', href: href('/fulfilment') }]}
        title="Goods in"
        tag={<NetworkTag />}
        note="Scan what arrived; orders that wait for it are served first come, first served"
        go={
          <Button
            tone="go"
            busy={receive.isPending}
            disabled={arrived.length === 0}
            onClick={() => void send().catch(() => {})}
          >
            Receive {arrived.reduce((sum, line) => sum + line.quantity, 0) || ''}
          </Button>
        }
      />
      <div className="flex flex-col gap-3.5">
        <ScanField label="Scan a product, or type its SKU" typing onScan={(code) => void scan(code)} answer={answer} />
        <Card flush title="Arrived" aside={lines.length > 0 && countOf(lines.length, 'product')}>
          {lines.length === 0 ? (
            <EmptyState title="Nothing scanned yet.">
              Each scan adds one unit; the quantity can be typed too.
            </EmptyState>
          ) : (
            <GoodsInLines lines={lines} onChange={setLines} />
          )}
        </Card>
        <Field label="Delivery note or supplier" className="max-w-md">
          <Input value={reference} maxLength={100} onChange={(event) => setReference(event.target.value)} />
        </Field>
      </div>
    </>
  )
}

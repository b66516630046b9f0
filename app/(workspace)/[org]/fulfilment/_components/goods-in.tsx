'use client'

import { useCallback, useEffect, useState } from 'react'
import { useVerb } from '@/components/collection/use-verb'
import { useFailure } from '@/components/failure'
import { useDraft } from '@/components/fulfilment/draft'
import { useMay } from '@/components/may'
import { useOnline } from '@/components/shell/network-tag'
import { ScanField, type ScanFieldProps } from '@/components/shell/scan-field'
import { useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { StockRow } from '@/server/inventory/queries/stock'
import { FloorPage } from './floor-page'
import { type ArrivedLine, GoodsInLines } from './goods-in-lines'

interface ArrivalDraft {
  lines: readonly ArrivedLine[]
  reference: string
  /** Scanned and not looked up yet; the same code twice is two scans. */
  unread: readonly { key: string; code: string }[]
}

const nothing: ArrivalDraft = { lines: [], reference: '', unread: [] }

function oneMore(lines: readonly ArrivedLine[], product: StockRow): ArrivedLine[] {
  const at = lines.findIndex((line) => line.product.productId === product.productId)
  if (at < 0) return [{ product, quantity: 1, binId: null }, ...lines]
  return lines.map((line, index) => (index === at ? { ...line, quantity: (line.quantity ?? 0) + 1 } : line))
}

/** What was scanned, each code looked up in its turn: fast scans do not overtake one another. */
function useArrivals() {
  const client = useTRPCClient()
  const failure = useFailure()
  const online = useOnline()
  const { draft, change, forget } = useDraft('goods-in', nothing)
  const [answer, setAnswer] = useState<ScanFieldProps['answer']>(null)
  const [stopped, setStopped] = useState(false)
  const [{ key, code } = { key: '', code: '' }] = draft.unread
  useEffect(() => {
    if (!key || !online || stopped) return
    let left = false
    const lookUp = async () => {
      try {
        const product = await client.inventory.byCode.query({ code })
        if (left) return
        change(({ lines, unread }) => ({
          unread: unread.slice(1),
          lines: product ? oneMore(lines, product) : lines,
        }))
        setAnswer(
          product
            ? { tone: 'ok', text: `${product.name}, to ${product.homeBin ?? 'a bin you choose'}` }
            : { tone: 'bad', text: `${code} is no product that is stocked here. Put it aside.` },
        )
      } catch (error) {
        if (left) return
        const { code: name, text } = failure(error)
        const later = name === 'NO_ANSWER' || name === 'UNREACHABLE'
        if (later) setStopped(true)
        else change(({ unread }) => ({ unread: unread.slice(1) }))
        setAnswer({ tone: 'bad', text: later ? 'The server does not answer. The scan is kept.' : text })
      }
    }
    void lookUp()
    return () => {
      left = true
    }
  }, [key, code, online, stopped, client, change, failure])
  // What did not answer is asked again after a while.
  useEffect(() => {
    if (!stopped) return
    const timer = setTimeout(() => setStopped(false), 3_000)
    return () => clearTimeout(timer)
  }, [stopped])
  const scan = useCallback(
    (scanned: string) => {
      change(({ unread }) => ({ unread: [...unread, { key: crypto.randomUUID(), code: scanned }] }))
      if (!navigator.onLine)
        setAnswer({ tone: 'ok', text: `${scanned} is kept and looked up when the network is back` })
    },
    [change],
  )
  return { draft, change, forget, scan, answer, setAnswer }
}

/** Goods come in by scanning: each scan is one more; what waits for them is served when they are received. */
export function GoodsIn() {
  const client = useTRPCClient()
  const may = useMay()
  const href = useWorkspaceHref()
  const { draft, change, forget, scan, answer, setAnswer } = useArrivals()
  const { lines, reference, unread } = draft
  const [key, setKey] = useState(() => crypto.randomUUID())
  const receive = useVerb(
    client.order.receive.mutate,
    ({ units, served }) =>
      `${countOf(units, 'unit')} received${served > 0 ? `; ${countOf(served, 'waiting order line')} served` : ''}`,
  )
  const arrived = lines.flatMap(({ product, quantity, binId }) =>
    quantity ? [{ productId: product.productId, quantity, ...(binId ? { binId } : {}) }] : [],
  )
  const units = arrived.reduce((sum, line) => sum + line.quantity, 0)
  const send = async () => {
    await receive.mutateAsync({ lines: arrived, reference: reference.trim() || undefined, idempotencyKey: key })
    forget()
    setAnswer(null)
    setKey(crypto.randomUUID())
  }
  return (
    <FloorPage
      crumbs={[{ label: 'Fulfilment', href: href('/fulfilment') }]}
      title="Goods in"
      note="Scan what arrived; orders that wait for it are served first come, first served"
      go={
        may('stock.receive') && {
          label: units > 0 ? `Receive ${countOf(units, 'unit')}` : 'Receive',
          busy: receive.isPending,
          disabled: arrived.length === 0 || unread.length > 0,
          send,
        }
      }
    >
      <div className="flex flex-col gap-3.5">
        <ScanField label="Scan a product, or type its SKU" typing onScan={scan} answer={answer} />
        {unread.length > 0 && (
          <p role="status" className="text-ink-2">
            {countOf(unread.length, 'scan')} still to look up.
          </p>
        )}
        <Card flush title="Arrived" aside={lines.length > 0 && countOf(lines.length, 'product')}>
          {lines.length === 0 ? (
            <EmptyState title="Nothing scanned yet.">
              Each scan adds one unit; the quantity can be typed too.
            </EmptyState>
          ) : (
            <GoodsInLines lines={lines} onChange={(next) => change({ lines: next })} />
          )}
        </Card>
        <Field label="Delivery note or supplier" className="max-w-md">
          <Input value={reference} maxLength={100} onChange={(event) => change({ reference: event.target.value })} />
        </Field>
      </div>
    </FloorPage>
  )
}

'use client'

import { useCallback, useEffect, useState } from 'react'
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
import { GoodsInLines } from './goods-in-lines'
import { type ArrivedLine, useBins } from './use-bins'

interface ArrivalDraft {
  lines: readonly ArrivedLine[]
  reference: string
  /** Scanned and not looked up yet; the same code twice is two scans. */
  unread: readonly { key: string; code: string }[]
  /** The product that was scanned last: a bin that is scanned next is meant for it. */
  last: string | null
}

const nothing: ArrivalDraft = { lines: [], reference: '', unread: [], last: null }

type Answer = ScanFieldProps['answer']
type Heard = { changes: Partial<ArrivalDraft>; answer: Answer }

/** A product that was scanned is one more of it. */
function oneMore({ lines }: ArrivalDraft, product: StockRow): Heard {
  const at = lines.findIndex((line) => line.product.productId === product.productId)
  const more = lines.map((line, index) => (index === at ? { ...line, quantity: (line.quantity ?? 0) + 1 } : line))
  const { productId, name, homeBin } = product
  return {
    changes: { lines: at < 0 ? [{ product, quantity: 1, binId: null }, ...lines] : more, last: productId },
    answer: { tone: 'ok', text: `${name}, to ${homeBin ?? 'a bin you choose'}` },
  }
}

/** A bin that was scanned is where the product scanned before it goes. */
function intoBin({ lines, last }: ArrivalDraft, bin: { id: string; code: string }): Heard {
  const line = lines.find(({ product }) => product.productId === last)
  if (!line) return { changes: {}, answer: { tone: 'bad', text: `This is bin ${bin.code}. Scan a product first.` } }
  return {
    changes: { lines: lines.map((one) => (one === line ? { ...one, binId: bin.id } : one)) },
    answer: { tone: 'ok', text: `${line.product.name} goes into ${bin.code}` },
  }
}

const unknown = (code: string): Heard => ({
  changes: {},
  answer: { tone: 'bad', text: `${code} is no product that is stocked here. Put it aside.` },
})

/** What was scanned, each code looked up in its turn: fast scans do not overtake one another. */
function useArrivals() {
  const client = useTRPCClient()
  const failure = useFailure()
  const online = useOnline()
  const [answer, setAnswer] = useState<Answer>(null)
  const bins = useBins()
  const { draft, change, ...sending } = useDraft('goods-in', nothing, {
    send: client.order.receive.mutate,
    words: ({ units, served }) =>
      `${countOf(units, 'unit')} received${served > 0 ? `; ${countOf(served, 'waiting order line')} served` : ''}`,
    onDone: () => setAnswer(null),
  })
  const [stopped, setStopped] = useState(false)
  const [{ key, code } = { key: '', code: '' }] = draft.unread
  useEffect(() => {
    if (!key || !online || stopped) return
    let left = false
    const lookUp = async () => {
      try {
        const product = await client.inventory.byCode.query({ code })
        if (left) return
        const bin = bins.find((one) => one.code.toLowerCase() === code.toLowerCase())
        let answer: Answer = null
        change((before) => {
          const heard = product ? oneMore(before, product) : bin ? intoBin(before, bin) : unknown(code)
          answer = heard.answer
          return { ...heard.changes, unread: before.unread.slice(1) }
        })
        setAnswer(answer)
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
  }, [key, code, online, stopped, bins, client, change, failure])
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
  return { draft, change, scan, answer, ...sending }
}

/** Goods come in by scanning: each scan is one more; what waits for them is served when they are received. */
export function GoodsIn() {
  const may = useMay()
  const href = useWorkspaceHref()
  const { draft, change, scan, answer, submit, busy, unanswered } = useArrivals()
  const { lines, reference, unread } = draft
  const arrived = lines.flatMap(({ product, quantity, binId }) =>
    quantity ? [{ productId: product.productId, quantity, ...(binId ? { binId } : {}) }] : [],
  )
  const units = arrived.reduce((sum, line) => sum + line.quantity, 0)
  return (
    <FloorPage
      crumbs={[{ label: 'Fulfilment', href: href('/fulfilment') }]}
      title="Goods in"
      note="Scan what arrived; orders that wait for it are served first come, first served"
      go={
        may('stock.receive') && {
          label: units > 0 ? `Receive ${countOf(units, 'unit')}` : 'Receive',
          busy,
          disabled: arrived.length === 0 || unread.length > 0,
          send: () => submit({ lines: arrived, reference: reference.trim() || undefined }),
        }
      }
      unanswered={unanswered}
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

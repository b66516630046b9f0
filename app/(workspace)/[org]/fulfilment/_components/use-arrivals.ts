'use client'

import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useFailure } from '@/components/failure'
import { useDraft } from '@/components/fulfilment/draft'
import { lotScanned, notKept, scannedOf } from '@/components/fulfilment/scan'
import { useOnline } from '@/components/shell/network-tag'
import type { ScanFieldProps } from '@/components/shell/scan-field'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { countOf, formatQuantity, goodsText } from '@/components/ui/format'
import { useWorkspace } from '@/components/ui/workspace'
import type { StockRow } from '@/server/inventory/queries/stock'
import type { Scannable } from '@/server/inventory/rules/codes'
import { readCode } from '@/server/inventory/rules/codes'
import { smallestOf } from '@/server/platform/money/quantity'
import type { ExpectedReceipt } from '@/server/supply/queries/planned'
import { arrivedWords } from '@/server/supply/words/en'
import { type ArrivedLine, useBins, useReceivingBin } from './use-bins'

interface ArrivalDraft {
  /** Where it comes in; null: the default warehouse. */
  warehouseId: string | null
  lines: readonly ArrivedLine[]
  reference: string
  /** The purchase list that it came on. */
  plannedReceiptId: string | null
  /** The rest of that list will not come. */
  closes: boolean
  /** Scanned and not looked up yet; the same code twice is two scans. */
  unread: readonly { key: string; code: string }[]
  /** The product that was scanned last: a bin that is scanned next is meant for it. */
  last: string | null
}

const nothing: ArrivalDraft = {
  warehouseId: null,
  lines: [],
  reference: '',
  plannedReceiptId: null,
  closes: false,
  unread: [],
  last: null,
}

type Answer = ScanFieldProps['answer']
type Heard = { changes: Partial<ArrivalDraft>; answer: Answer }

/** A product that was scanned is one more of it, or as many as the pack holds. */
function more(
  { lines }: ArrivalDraft,
  product: StockRow & Scannable,
  code: string,
  into: { locale: string; receiving: string | null },
): Heard {
  const scanned = scannedOf(product, code)
  const lot = lotScanned(product, code)
  const { expiresOn } = readCode(code)
  // Each lot is a line of its own, and each piece with a serial number.
  const at = lines.findIndex(
    (line) =>
      line.product.productId === product.productId && product.tracking !== 'SERIAL' && (line.lot ?? '') === (lot ?? ''),
  )
  const added = lines.map((line, index) =>
    index === at ? { ...line, quantity: (line.quantity ?? 0) + scanned } : line,
  )
  const { productId, name, homeBin } = product
  const aside = product.tracking === 'NONE' ? notKept(code, into.locale) : ''
  return {
    changes: {
      lines:
        at < 0
          ? [
              {
                product,
                quantity: product.tracking === 'SERIAL' ? 1 : scanned,
                binId: null,
                ...(lot ? { lot } : {}),
                ...(lot && expiresOn ? { expiresOn } : {}),
              },
              ...lines,
            ]
          : added,
      last: productId,
    },
    answer: {
      tone: 'ok',
      text: `${scanned > smallestOf(product) ? `${formatQuantity(scanned, product, into.locale)} × ` : ''}${name}, to ${into.receiving ?? homeBin ?? 'a bin you choose'}${aside && `.${aside}`}`,
    },
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

/** The number of a purchase list that was scanned chooses it. */
const onList = ({ id, number, supplierName, warehouseId }: ExpectedReceipt): Heard => ({
  changes: { plannedReceiptId: id, warehouseId, closes: false },
  answer: { tone: 'ok', text: `${number} of ${supplierName}. Now scan what came.` },
})

const unknown = (code: string): Heard => ({
  changes: {},
  answer: { tone: 'bad', text: `${code} is no product that is stocked here; capitals count. Put it aside.` },
})

/** What was scanned, each code looked up in its turn: fast scans do not overtake one another. */
export function useArrivals() {
  const client = useTRPCClient()
  const failure = useFailure()
  const online = useOnline()
  const [answer, setAnswer] = useState<Answer>(null)
  const { locale } = useWorkspace()
  const { data: expected } = useQuery(useTRPC().supply.expected.queryOptions())
  const { draft, change, ...sending } = useDraft('goods-in', nothing, {
    send: client.order.receive.mutate,
    words: ({ units, unit, served, planned }) =>
      [
        `${goodsText({ units, ...(unit && { unit }) }, locale)} received`,
        ...(planned ? [arrivedWords(planned)] : []),
        ...(served > 0 ? [`${countOf(served, 'waiting order line')} served`] : []),
      ].join('; '),
    onDone: () => setAnswer(null),
  })
  const warehouseId = draft.warehouseId ?? undefined
  const bins = useBins(warehouseId)
  const receiving = useReceivingBin(warehouseId)
  const [stopped, setStopped] = useState(false)
  const [{ key, code } = { key: '', code: '' }] = draft.unread
  useEffect(() => {
    if (!key || !online || stopped) return
    let left = false
    const lookUp = async () => {
      try {
        const product = await client.inventory.byCode.query({ code, warehouseId })
        if (left) return
        const bin = bins.find((one) => one.code.toLowerCase() === code.toLowerCase())
        const list = expected?.find((one) => one.number.toLowerCase() === code.trim().toLowerCase())
        let answer: Answer = null
        change((before) => {
          const heard = product
            ? more(before, product, code, { locale, receiving })
            : list
              ? onList(list)
              : bin
                ? intoBin(before, bin)
                : unknown(code)
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
  }, [key, code, online, stopped, bins, expected, client, change, failure, locale, receiving, warehouseId])
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
  return { draft, change, scan, answer, expected: expected ?? [], ...sending }
}

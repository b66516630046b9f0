'use client'

import { useQuery } from '@tanstack/react-query'
import { useDraft } from '@/components/fulfilment/draft'
import { lotScanned, notKept, scannedOf } from '@/components/fulfilment/scan'
import { type Unread, useUnread } from '@/components/fulfilment/use-unread'
import type { ScanFieldProps } from '@/components/shell/scan-field'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { countOf, formatQuantity, goodsText } from '@/components/ui/format'
import { useWorkspace } from '@/components/ui/workspace'
import type { StockRow } from '@/server/inventory/queries/stock'
import { readCode, type Scannable } from '@/server/inventory/rules/codes'
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
  unread: Unread
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

/** What arrived, by scan. */
export function useArrivals() {
  const client = useTRPCClient()
  const { locale } = useWorkspace()
  const { data: expected } = useQuery(useTRPC().supply.expected.queryOptions())
  const { draft, change, ...sending } = useDraft('goods-in', nothing, {
    send: client.order.receive.mutate,
    words: ({ units, unit, mixed, served, planned }) =>
      [
        `${goodsText({ units, unit, mixed }, locale)} received`,
        ...(planned ? [arrivedWords(planned)] : []),
        ...(served > 0 ? [`${countOf(served, 'waiting order line')} served`] : []),
      ].join('; '),
    onDone: () => quiet(),
  })
  const warehouseId = draft.warehouseId ?? undefined
  const bins = useBins(warehouseId)
  const receiving = useReceivingBin(warehouseId)
  const { scan, answer, quiet } = useUnread(draft, change, {
    lookUp: (code) => client.inventory.byCode.query({ code, warehouseId }),
    hear: (before, product, code) => {
      if (product) return more(before, product, code, { locale, receiving })
      const is = (name: string) => name.toLowerCase() === code.toLowerCase()
      const list = expected?.find(({ number }) => is(number))
      if (list) return onList(list)
      const bin = bins.find((one) => is(one.code))
      return bin ? intoBin(before, bin) : unknown(code)
    },
  })
  return { draft, change, scan, answer, expected: expected ?? [], ...sending }
}

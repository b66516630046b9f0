'use client'

import { useRef } from 'react'
import { hearCount, type Scanned } from '@/components/fulfilment/counting'
import { useDraft } from '@/components/fulfilment/draft'
import { type Unread, useUnread } from '@/components/fulfilment/use-unread'
import { useTRPCClient } from '@/components/trpc-provider'
import { countOf } from '@/components/ui/format'
import { useWorkspace } from '@/components/ui/workspace'
import { useWarehouses } from './use-bins'

export interface CountDraft extends Scanned {
  /** Null: the default warehouse. */
  warehouseId: string | null
  unread: Unread
  /** Rows of a spreadsheet. */
  text: string
}

const nothing: CountDraft = { warehouseId: null, bins: [], lines: [], unread: [], text: '' }

const countedWords = (rows: readonly { difference: number; refused: unknown }[]) => {
  const differ = rows.filter(({ difference }) => difference !== 0).length
  const left = rows.filter(({ refused }) => refused).length
  return [
    `${countOf(rows.length - left, 'row')} counted`,
    differ === 0 ? 'all as the books say' : differ === 1 ? '1 differed' : `${differ} differed`,
    ...(left > 0 ? [`${left} left out`] : []),
  ].join(', ')
}

/** What was counted, scan by scan or in pasted rows, kept until it is set. */
export function useCounting() {
  const client = useTRPCClient()
  const { locale } = useWorkspace()
  const warehouses = useWarehouses()
  /** What is not sent with the others stays, to be mended. */
  const stays = useRef<Partial<CountDraft>>({})
  const { draft, change, ...sending } = useDraft('count', nothing, {
    send: client.order.countList.mutate,
    words: ({ rows }) => countedWords(rows),
    onDone: () => {
      quiet()
      change(stays.current)
    },
  })
  const warehouseId = draft.warehouseId ?? undefined
  const { scan, answer, quiet } = useUnread(draft, change, {
    lookUp: (code) =>
      Promise.all([client.inventory.byCode.query({ code, warehouseId }), client.inventory.binsByCode.query({ code })]),
    hear: (before, [product, bins], code) =>
      hearCount(before, {
        code,
        product,
        bins,
        warehouseId: warehouseId ?? warehouses.find((one) => one.isDefault)?.id,
        locale,
      }),
  })
  return { draft, change, scan, answer, stays, ...sending }
}

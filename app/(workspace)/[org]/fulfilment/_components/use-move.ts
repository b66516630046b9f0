'use client'

import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useFailure } from '@/components/failure'
import { useDraft } from '@/components/fulfilment/draft'
import type { ScanFieldProps } from '@/components/shell/scan-field'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { goodsText } from '@/components/ui/format'
import { useWorkspace } from '@/components/ui/workspace'
import { hearMove, type MoveDraft, nothingMoved } from './move-draft'

/** Goods that are named in the address of the page. */
export interface AskedMove {
  from?: string
  product?: string
  lot?: string
  to?: string
}

/** What is moved, scan by scan; each scan is answered before the next one is read. */
export function useMove(asked: AskedMove) {
  const { locale } = useWorkspace()
  const client = useTRPCClient()
  const trpc = useTRPC()
  const failure = useFailure()
  const [answer, setAnswer] = useState<ScanFieldProps['answer']>(null)
  const { draft, change, ...sending } = useDraft('move', nothingMoved, {
    send: client.moving.move.mutate,
    words: ({ from, to, followed, ...goods }) =>
      `${goodsText(goods, locale)} moved from ${from} to ${to}${followed > 0 ? `, ${goodsText({ ...goods, units: followed }, locale)} of it on pick lists that follow` : ''}`,
    onDone: () => {
      setAnswer(null)
      // Who empties a bin goes on with the next product of it.
      change({ from: latest.current.from })
    },
  })
  const latest = useRef<MoveDraft>(draft)
  useEffect(() => {
    latest.current = draft
  })
  const { data: found } = useQuery({
    ...trpc.inventory.binsByCode.queryOptions({ code: draft.from?.code ?? '-' }),
    enabled: draft.from !== null,
  })
  const hear = useCallback(
    async (code: string, lot?: string) => {
      try {
        const [bins, there] = await Promise.all([
          client.inventory.binsByCode.query({ code }),
          latest.current.from ? client.inventory.binsByCode.query({ code: latest.current.from.code }) : [],
        ])
        const contents = there.find((bin) => bin.id === latest.current.from?.id)?.contents ?? []
        const heard = hearMove(latest.current, contents, bins, code, lot)
        latest.current = { ...latest.current, ...heard.changes }
        change(heard.changes)
        setAnswer(heard.answer)
      } catch (error) {
        setAnswer({ tone: 'bad', text: failure(error).text })
      }
    },
    [client, change, failure],
  )
  const queue = useRef(Promise.resolve())
  const scan = useCallback(
    (code: string) => {
      queue.current = queue.current.then(() => hear(code))
    },
    [hear],
  )
  // Who comes from a list begins with the goods of its row, all of them.
  const { from, product, lot, to } = asked
  useEffect(() => {
    if (!from) return
    queue.current = queue.current.then(async () => {
      latest.current = nothingMoved
      change(nothingMoved)
      await hear(from)
      if (product) await hear(product, lot)
      const all = latest.current.product?.quantity
      if (all) {
        latest.current = { ...latest.current, quantity: all }
        change({ quantity: all })
      }
      if (to) await hear(to)
    })
  }, [from, product, lot, to, hear, change])
  const contents = found?.find((bin) => bin.id === draft.from?.id)?.contents ?? []
  return { draft, change, scan, answer, contents, ...sending }
}

'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { isBehind, lastPick, undoOf, withEntries } from '@/components/fulfilment/floor-queue'
import { useFloor } from '@/components/fulfilment/floor-sender'
import { useTRPC } from '@/components/trpc-provider'
import type { FloorTask } from '@/server/fulfilment/queries/order'
import type { ShortCause } from '@/server/fulfilment/schema'

export interface Answer {
  tone: 'ok' | 'bad'
  text: string
}

/**
 * Picking on the tablet. A pick is kept in the browser, shown at once, and sent when the server can be reached. It is
 * always sent under the same key, also by the next page when this one is closed. A pick that the server refused does
 * not count, and cannot be undone.
 */
export function usePick({ id: orderId, number }: { id: string; number: string }, told: readonly FloorTask[]) {
  const floor = useFloor()
  const { record } = floor
  const [answer, setAnswer] = useState<Answer | null>(null)
  const refusals = record.refusals.filter((refusal) => refusal.orderId === orderId)
  const last = lastPick(record, orderId)
  useAnsweredAnew(orderId, isBehind(told, record), refusals.at(-1)?.key)
  const about = (task: FloorTask) => ({
    key: crypto.randomUUID(),
    orderId,
    taskId: task.id,
    about: `${number}, ${task.name}`,
    doneAt: Date.now(),
  })
  return {
    /** The tasks with the entries that the server does not have yet. */
    tasks: withEntries(told, record),
    waiting: record.entries.length,
    refusals,
    understand() {
      setAnswer(null)
      floor.understand(orderId)
    },
    answer: refusals.length > 0 && answer?.tone === 'ok' ? null : answer,
    setAnswer,
    take(task: FloorTask, quantity: number, lot?: string) {
      setAnswer(null)
      floor.add({ ...about(task), verb: 'pick', quantity, ...(lot ? { lot } : {}) })
    },
    short(task: FloorTask, picked: number, cause: ShortCause) {
      setAnswer(null)
      floor.add({ ...about(task), verb: 'short', picked, cause })
    },
    undo: last && {
      of: last,
      run() {
        floor.add(undoOf(last, crypto.randomUUID(), Date.now()))
        setAnswer({ tone: 'ok', text: 'Put back' })
      },
    },
  }
}

/**
 * Every tab asks the server again after any tab has sent an entry, and after each refusal, which says that the page does
 * not know what happened there; until the answer comes, the page adds what was sent to what it knows.
 */
function useAnsweredAnew(orderId: string, behind: boolean, refused: string | undefined) {
  const queries = useQueryClient()
  const trpc = useTRPC()
  useEffect(() => {
    if (behind || refused) void queries.invalidateQueries({ queryKey: trpc.fulfilment.order.queryKey({ orderId }) })
  }, [behind, refused, queries, trpc, orderId])
}

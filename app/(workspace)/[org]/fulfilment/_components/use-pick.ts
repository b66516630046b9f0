'use client'

import { useState } from 'react'
import { added, type FloorEntry, understood, withEntry, without } from '@/components/fulfilment/floor-queue'
import { useFloor } from '@/components/fulfilment/floor-sender'
import type { FloorTask } from '@/server/fulfilment/queries/order'
import type { ShortCause } from '@/server/fulfilment/schema'

export interface Answer {
  tone: 'ok' | 'bad'
  text: string
}

/**
 * Taking goods on the tablet: kept in the browser and shown at once, told to the server when it can be heard, and told
 * under the same key however often, also by the next page when this one is closed.
 */
export function usePick({ id: orderId, number }: { id: string; number: string }, told: readonly FloorTask[]) {
  const { record, get, change } = useFloor()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [last, setLast] = useState<FloorEntry | null>(null)
  const mine = record.entries.filter((entry) => entry.orderId === orderId)
  const about = (task: FloorTask) => ({
    key: crypto.randomUUID(),
    orderId,
    taskId: task.id,
    about: `${number}, ${task.name}`,
  })
  const add = (entry: FloorEntry, undoable: boolean) => {
    change((before) => added(before, entry))
    setLast(undoable ? entry : null)
  }
  return {
    /** The tasks as they stand, what is not told yet included. */
    tasks: mine.reduce<FloorTask[]>(withEntry, [...told]),
    waiting: record.entries.length,
    refusals: record.refusals.filter((refusal) => refusal.orderId === orderId),
    understand: () => change((before) => understood(before, orderId)),
    answer,
    setAnswer,
    last,
    take(task: FloorTask, quantity: number) {
      setAnswer(null)
      add({ ...about(task), verb: 'pick', quantity }, true)
    },
    short(task: FloorTask, picked: number, cause: ShortCause) {
      setAnswer(null)
      add({ ...about(task), verb: 'short', picked, cause }, false)
    },
    undo() {
      if (last?.verb !== 'pick') return
      // The first one may be on its way: it is told and then put back. Any other was heard by nobody.
      const unheard = get().entries.findIndex((entry) => entry.key === last.key) > 0
      if (unheard) change((before) => without(before, last.key))
      else change((before) => added(before, { ...last, key: crypto.randomUUID(), verb: 'undo' }))
      setLast(null)
      setAnswer({ tone: 'ok', text: 'Put back' })
    },
  }
}

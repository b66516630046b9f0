'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailure } from '@/components/failure'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'

export interface Answer {
  tone: 'ok' | 'bad'
  text: string
}

interface Taken {
  taskId: string
  quantity: number
  idempotencyKey: string
}

/**
 * Taking goods on the tablet: shown at once, sent with a key of its own, tried again after a lost network without being done twice.
 * What the server refuses is taken back on the screen and said in words.
 */
export function usePick(orderId: string) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const failure = useFailure()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [last, setLast] = useState<{ taskId: string; quantity: number } | null>(null)
  const [waiting, setWaiting] = useState(0)
  const key = trpc.fulfilment.order.queryKey({ orderId })
  const reload = () => queries.invalidateQueries({ queryKey: key })

  const show = (taskId: string, by: number) =>
    queries.setQueryData(key, (before) => {
      if (!before) return before
      const tasks = before.tasks.map((task) => {
        if (task.id !== taskId) return task
        const picked = task.picked + by
        return { ...task, picked, state: picked >= task.quantity ? ('PICKED' as const) : ('OPEN' as const) }
      })
      return { ...before, tasks }
    })
  const failed = (error: unknown) => {
    setAnswer({ tone: 'bad', text: failure(error).text })
    void reload()
  }
  const take = useMutation({
    scope: { id: `pick-${orderId}` },
    retry: (count, error) => count < 20 && !(error as { data?: unknown }).data,
    mutationFn: ({ taskId, quantity, idempotencyKey }: Taken) =>
      client.fulfilment.pick.mutate({ orderId, picks: [{ taskId, quantity }], idempotencyKey }),
    onMutate: ({ taskId, quantity }) => {
      show(taskId, quantity)
      setLast({ taskId, quantity })
      setWaiting((count) => count + 1)
    },
    onError: failed,
    onSettled: () => {
      setWaiting((count) => count - 1)
      if (queries.isMutating() <= 1) void reload()
    },
  })
  const undo = useMutation({
    scope: { id: `pick-${orderId}` },
    mutationFn: (one: { taskId: string; quantity: number; idempotencyKey: string }) =>
      client.fulfilment.undoPick.mutate(one),
    onMutate: ({ taskId, quantity }) => {
      show(taskId, -quantity)
      setLast(null)
    },
    onSuccess: () => setAnswer({ tone: 'ok', text: 'Put back' }),
    onError: failed,
    onSettled: () => void reload(),
  })
  return {
    answer,
    setAnswer,
    waiting,
    last,
    reload,
    take: (taskId: string, quantity: number) => {
      setAnswer(null)
      take.mutate({ taskId, quantity, idempotencyKey: crypto.randomUUID() })
    },
    undo: () => last && undo.mutate({ ...last, idempotencyKey: crypto.randomUUID() }),
  }
}

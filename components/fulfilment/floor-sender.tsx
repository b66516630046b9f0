'use client'

import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { alone, browserStore } from '@/components/browser-store'
import { useFailure } from '@/components/failure'
import { useTRPCClient } from '@/components/trpc-provider'
import { toast, toastError } from '@/components/ui/toast'
import { liveMs } from '@/server/fulfilment/rules/picking'
import { type FloorEntry, type FloorQueue, type FloorRecord, nothing, openQueue } from './floor-queue'

const none = () => {}
const silent: FloorQueue = {
  get: () => nothing,
  add: none,
  told: none,
  refuse: none,
  understand: none,
  look: none,
  subscribe: () => none,
}
const Context = createContext<FloorQueue>(silent)

/** The actions on the floor that are not sent yet, and the function that adds one. */
export function useFloor(): FloorQueue & { record: FloorRecord } {
  const queue = useContext(Context)
  const record = useSyncExternalStore(queue.subscribe, queue.get, () => nothing)
  return { ...queue, record }
}

type Outcome = 'told' | 'refused' | 'later'
const againAfter = [1_000, 2_000, 5_000, 15_000] as const

/**
 * Sends entries one after the other. An entry without an answer is sent again soon, then less often, and as soon as the
 * network is back.
 */
function tellAll(name: string, queue: FloorQueue, tell: (entry: FloorEntry, failed: number) => Promise<Outcome>) {
  let busy = false
  let ended = false
  let failed = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  async function drain() {
    for (let [head] = queue.get().entries; head && !ended; [head] = queue.get().entries) {
      if ((await tell(head, failed)) === 'later') {
        timer = setTimeout(start, againAfter[Math.min(failed++, againAfter.length - 1)])
        return
      }
      failed = 0
    }
  }
  function start() {
    if (busy || ended || !navigator.onLine || queue.get().entries.length === 0) return
    clearTimeout(timer)
    timer = undefined
    busy = true
    void alone(name, drain).finally(() => {
      busy = false
      if (timer === undefined) start()
    })
  }
  const leave = queue.subscribe(start)
  window.addEventListener('online', start)
  window.addEventListener('storage', queue.look)
  start()
  return () => {
    ended = true
    clearTimeout(timer)
    leave()
    window.removeEventListener('online', start)
    window.removeEventListener('storage', queue.look)
  }
}

type Client = ReturnType<typeof useTRPCClient>

/** The longest age that is sent with an entry; a longer one means that the device's clock was changed. */
const longestMs = 31_536_000_000

/** Sends one entry, and says in words what a short pick led to. */
async function send({ fulfilment }: Client, entry: FloorEntry): Promise<void> {
  const { orderId, taskId, key: idempotencyKey } = entry
  const agoMs = entry.doneAt ? Math.min(longestMs, Math.max(0, Date.now() - entry.doneAt)) : liveMs
  if (entry.verb === 'short') {
    const { picked, cause } = entry
    const { reservedAgain, backordered } = await fulfilment.shortPick.mutate({
      taskId,
      picked,
      cause,
      agoMs,
      idempotencyKey,
    })
    const elsewhere = `${reservedAgain} found elsewhere: go there`
    toast(backordered > 0 ? `${backordered} backordered, the bin is corrected` : elsewhere, { tone: 'ok' })
  } else if (entry.verb === 'undo') {
    await fulfilment.undoPick.mutate({ taskId, quantity: entry.quantity, of: entry.of, agoMs, idempotencyKey })
  } else {
    await fulfilment.pick.mutate({
      orderId,
      picks: [{ taskId, quantity: entry.quantity, lot: entry.lot }],
      agoMs,
      idempotencyKey,
    })
  }
}

/**
 * Whether to try again. A server that gave no answer may answer later; after some failures of the server itself the
 * entry is given up, so that the others are sent.
 */
const mayAnswerLater = (code: string, failed: number) =>
  code === 'NO_ANSWER' ||
  code === 'UNREACHABLE' ||
  code === 'TOO_MANY_REQUESTS' ||
  code === 'SIGN_IN' ||
  (code === 'INTERNAL' && failed < 4)

/** Stands around every page of an organisation, so that any page sends the entries that are left. */
export function FloorSender({ place, children }: { place: string; children: ReactNode }) {
  const client = useTRPCClient()
  const queries = useQueryClient()
  const failure = useFailure()
  const name = `octet-floor:${place}`
  const [queue, setQueue] = useState(silent)
  useEffect(() => {
    const opened = openQueue(name, browserStore())
    setQueue(opened)
    const lookAgain = ({ orderId }: FloorEntry) => {
      if (!opened.get().entries.some((entry) => entry.orderId === orderId)) void queries.invalidateQueries()
    }
    return tellAll(name, opened, async (entry, failed) => {
      try {
        await send(client, entry)
        opened.told(entry.key)
        lookAgain(entry)
        return 'told'
      } catch (error) {
        const { code, text } = failure(error)
        if (mayAnswerLater(code, failed)) {
          if (code === 'SIGN_IN' && failed === 0)
            toastError(text, { description: 'What you picked is kept until then.' })
          return 'later'
        }
        opened.refuse(entry, text)
        toastError(`${entry.about}: ${text}`)
        lookAgain(entry)
        return 'refused'
      }
    })
  }, [name, client, queries, failure])
  return <Context value={queue}>{children}</Context>
}

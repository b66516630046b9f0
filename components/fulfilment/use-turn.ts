'use client'

import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import superjson from 'superjson'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { useWorkspace } from '@/components/ui/workspace'

const saidAgainMs = 30_000
/** A person who has not touched the page for this long does not count as working on it. */
const idleMs = 4 * 60_000

/** Sent while the page is being closed, when the browser would cancel an ordinary request. */
function leave(slug: string, at: { orderId: string; warehouseId: string }): void {
  void fetch('/api/trpc/fulfilment.leaveTurn', {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json', 'x-organisation': slug },
    body: JSON.stringify(superjson.serialize(at)),
  }).catch(() => {})
}

/**
 * Tells the server that this person works on an order in a warehouse while the page is open and used, and releases it when the
 * page closes. Answers who else works on it there. Without a network nobody knows, and work goes on. A change of `refused`
 * asks at once.
 */
export function useTurn(orderId: string, warehouseId: string, refused = 0) {
  const { slug } = useWorkspace()
  const may = useMay()('fulfilment.pick')
  const trpc = useTRPC()
  const { mutate, data, reset } = useMutation(trpc.fulfilment.takeTurn.mutationOptions())
  const touchedAt = useRef(0)
  const other = data && !data.mine ? data : null
  useEffect(() => {
    if (!may) return
    touchedAt.current = Date.now()
    const touch = () => {
      touchedAt.current = Date.now()
    }
    const say = () => {
      if (document.visibilityState === 'visible' && Date.now() - touchedAt.current < idleMs)
        mutate({ orderId, warehouseId })
    }
    const go = () => leave(slug, { orderId, warehouseId })
    // Who is at it elsewhere is not here.
    reset()
    mutate({ orderId, warehouseId })
    const timer = setInterval(say, saidAgainMs)
    for (const name of ['pointerdown', 'keydown'] as const) window.addEventListener(name, touch)
    for (const name of ['online', 'pageshow'] as const) window.addEventListener(name, say)
    document.addEventListener('visibilitychange', say)
    window.addEventListener('pagehide', go)
    return () => {
      clearInterval(timer)
      for (const name of ['pointerdown', 'keydown'] as const) window.removeEventListener(name, touch)
      for (const name of ['online', 'pageshow'] as const) window.removeEventListener(name, say)
      document.removeEventListener('visibilitychange', say)
      window.removeEventListener('pagehide', go)
      go()
    }
  }, [may, mutate, reset, slug, orderId, warehouseId])
  useEffect(() => {
    if (refused > 0) mutate({ orderId, warehouseId })
  }, [refused, mutate, orderId, warehouseId])
  return {
    /** Another person who works on this order. */
    other,
    takeOver: () => mutate({ orderId, warehouseId, over: true }),
  }
}

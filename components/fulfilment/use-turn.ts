'use client'

import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import superjson from 'superjson'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { useWorkspace } from '@/components/ui/workspace'

const saidAgainMs = 60_000
/** Who has not touched the page for so long is not at it, whatever lies open. */
const idleMs = 4 * 60_000

/** Told while the page goes away, when an ordinary request would be ended with it. */
function leave(slug: string, orderId: string): void {
  void fetch('/api/trpc/fulfilment.leaveTurn', {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json', 'x-organisation': slug },
    body: JSON.stringify(superjson.serialize({ orderId })),
  }).catch(() => {})
}

/**
 * Says that this person is at an order for as long as the page is open and used, and leaves it with the page.
 * Tells who is at it instead; without a network nobody knows, and work goes on. What was `refused` asks at once who is there.
 */
export function useTurn(orderId: string, refused = 0) {
  const { slug } = useWorkspace()
  const may = useMay()('fulfilment.pick')
  const trpc = useTRPC()
  const { mutate, data } = useMutation(trpc.fulfilment.takeTurn.mutationOptions())
  const touchedAt = useRef(0)
  const other = data && !data.mine ? data : null
  useEffect(() => {
    if (!may) return
    touchedAt.current = Date.now()
    const touch = () => {
      touchedAt.current = Date.now()
    }
    const say = () => {
      if (document.visibilityState === 'visible' && Date.now() - touchedAt.current < idleMs) mutate({ orderId })
    }
    const go = () => leave(slug, orderId)
    mutate({ orderId })
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
  }, [may, mutate, slug, orderId])
  useEffect(() => {
    if (refused > 0) mutate({ orderId })
  }, [refused, mutate, orderId])
  return {
    /** Somebody else who is at this order. */
    other,
    takeOver: () => mutate({ orderId, over: true }),
  }
}

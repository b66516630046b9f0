'use client'

import { useEffect, useSyncExternalStore } from 'react'

/** The page's files whose names change with their content. */
const drawnWith = () =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.includes('/_next/static/'))

/** Set at sign-out: a page that is kept after the others were deleted would outlive its person. */
let isLeaving = false

const isFloor = (path: string) => /^\/[^/]+\/(fulfilment|shipping)(\/|$)/.test(path)

/** Lets the service worker keep the shown page, unless its person has left meanwhile. The first such page registers the worker. */
export async function keepShown(): Promise<void> {
  if (!navigator.onLine || document.documentElement.dataset.keptAt) return
  // The browser itself updates a registered worker at each page.
  if (!(await navigator.serviceWorker.getRegistration()))
    await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
  const { active } = await navigator.serviceWorker.ready
  if (!isLeaving) active?.postMessage({ kind: 'keep', url: window.location.href, files: drawnWith() })
}

/** Keeps a page of the floor on this device. */
export function useKeptPage(path: string): void {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !navigator.serviceWorker || !isFloor(path)) return
    // Wait, so that the page's own work comes first.
    const timer = setTimeout(() => void keepShown().catch(() => {}), 500)
    return () => clearTimeout(timer)
  }, [path])
}

/** The worker also forgets the pages that it is still loading; a worker that does not answer is not waited for. */
async function workerForgets(patienceMs = 2_000): Promise<void> {
  const worker = navigator.serviceWorker?.controller
  if (!worker) return
  const { port1, port2 } = new MessageChannel()
  const answered = new Promise<void>((done) => {
    port1.onmessage = () => done()
    setTimeout(done, patienceMs)
  })
  worker.postMessage({ kind: 'forget' }, [port2])
  await answered
}

/** Deletes the kept pages of a person who signs out, and keeps no other in this document. */
export function leavePages(): Promise<void> {
  isLeaving = true
  return forgetPages()
}

/** Deletes the kept pages. */
export async function forgetPages(): Promise<void> {
  if (!('caches' in window)) return
  await workerForgets()
  const names = await caches.keys()
  const theirs = names.filter((name) => name.startsWith('octet-pages:') || name === 'octet-who')
  await Promise.all(theirs.map((name) => caches.delete(name)))
}

const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** When the shown page was kept; null for a page that came from the server. */
export function useKeptAt(): Date | null {
  const at = useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset.keptAt ?? null,
    () => null,
  )
  return at ? new Date(Number(at)) : null
}

/** Called when the shown page has been loaded from the server. */
export function isFresh(): void {
  delete document.documentElement.dataset.keptAt
  for (const listener of listeners) listener()
}

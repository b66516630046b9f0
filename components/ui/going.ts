'use client'

import { useRouter as useNextRouter } from 'next/navigation'
import { useMemo, useSyncExternalStore } from 'react'

/** A way from the page that stands to one that was asked for and is not there yet. */
export interface Going {
  from: string
  to: string
}

let here = ''
let going: Going | null = null
/** Where somebody would go who has something unsaved and is asked first. */
let asked: string | null = null
const unsaved = new Set<() => boolean>()
const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

function set(next: Going | null): void {
  if (going === next) return
  going = next
  tell()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Where a link leads as path and question; null when it leads out of the program. */
function placeOf(href: string): string | null {
  const url = new URL(href, window.location.href)
  return url.origin === window.location.origin ? url.pathname + url.search : null
}

/** Somebody asked for a page: until it is there, its place is held. The page that stands already is not waited for. */
export function goTo(href: string): void {
  const to = placeOf(href)
  set(to === null || to === window.location.pathname + window.location.search ? null : { from: here, to })
}

/** Somebody wants to leave for a page: whether they may at once. Who has something unsaved is asked first, and goes on when they say so. */
export function mayLeave(href: string): boolean {
  if (![...unsaved].some((is) => is())) return true
  asked = href
  tell()
  return false
}

/** Whether anything on the page is unsaved. */
export const hasUnsaved = () => [...unsaved].some((is) => is())

/** From now on `is` is asked before the page is left; until the answer is called. */
export function askBeforeLeaving(is: () => boolean): () => void {
  unsaved.add(is)
  return () => {
    unsaved.delete(is)
  }
}

/** The answer to the question: nobody is asked any more. */
export function answered(): void {
  asked = null
  tell()
}

/** Where somebody would go who is being asked. */
export const useAsked = () =>
  useSyncExternalStore(
    subscribe,
    () => asked,
    () => null,
  )

/** The page of this address stands; whatever was waited for has come or is given up. */
export function arriveAt(url: string): void {
  here = url
  set(null)
}

/** What was asked for is given up: back and forward show what they have. */
export const giveUp = () => set(null)

/** The page that is waited for on the page of this address. */
export function useGoing(url: string): Going | null {
  const way = useSyncExternalStore(
    subscribe,
    () => going,
    () => null,
  )
  return way?.from === url ? way : null
}

/** Next's router, whose pages hold their place from the click on as those of links do. */
export function useRouter() {
  const router = useNextRouter()
  return useMemo(
    () => ({
      ...router,
      push: (...given: Parameters<typeof router.push>) => {
        if (!mayLeave(given[0])) return
        goTo(given[0])
        router.push(...given)
      },
    }),
    [router],
  )
}

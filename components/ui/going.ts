'use client'

import { useRouter as useNextRouter } from 'next/navigation'
import { useMemo, useSyncExternalStore } from 'react'

/** A change from the current page to one that was asked for and has not come yet. */
export interface Going {
  from: string
  to: string
}

let here = ''
let going: Going | null = null
/** The address to which a person with unsaved text wants to go; they are asked first. Without an address it is a step of the browser's history. */
let asked: { href?: string } | null = null
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

/** The path and query of a link; null when it leads out of the program. */
function placeOf(href: string): string | null {
  const url = new URL(href, window.location.href)
  return url.origin === window.location.origin ? url.pathname + url.search : null
}

/** Called when somebody asks for a page: its skeleton is shown until it comes. Asking for the current page does nothing. */
export function goTo(href: string): void {
  const to = placeOf(href)
  set(to === null || to === window.location.pathname + window.location.search ? null : { from: here, to })
}

/** Whether somebody can leave for a page at once. With unsaved text they are asked first, and go on when they agree. */
export function mayLeave(href: string): boolean {
  if (!hasUnsaved()) return true
  asked = { href }
  tell()
  return false
}

/** Whether anything on the page is unsaved. */
export const hasUnsaved = () => [...unsaved].some((is) => is())

/** Registers a check that is called before the page is left; the returned function removes it. */
export function askBeforeLeaving(is: () => boolean): () => void {
  unsaved.add(is)
  return () => {
    unsaved.delete(is)
  }
}

/** The current page as the browser's history has it. */
let stood: { state: unknown; href: string } | null = null
/** The person was asked and leaves: the next step of the history is not asked about. */
let leaving = false

/** Remembers the current page before anything can lead away from it. */
export const noteHere = () => {
  stood = { state: window.history.state, href: window.location.href }
}

/** Back and Forward have already changed the address. A person with unsaved text gets their page back on top of it and is asked. */
export function turnedBack(event: PopStateEvent): void {
  const goes = leaving
  leaving = false
  const away = stood !== null && placeOf(stood.href) !== window.location.pathname + window.location.search
  if (goes || !stood || !away || !hasUnsaved()) return
  event.stopImmediatePropagation()
  window.history.pushState(stood.state, '', stood.href)
  asked = {}
  tell()
}

/** Goes where Back or Forward led: that is one step back, because the restored page is on top of it. */
export function goOn(): void {
  leaving = true
  window.history.back()
}

/** Called when the question is answered. */
export function answered(): void {
  asked = null
  tell()
}

/** The address about which the person is being asked. */
export const useAsked = () =>
  useSyncExternalStore(
    subscribe,
    () => asked,
    () => null,
  )

/** Called when the page of this address is shown: nothing is waited for any more. */
export function arriveAt(url: string): void {
  here = url
  set(null)
}

/** Gives up the page that was asked for; back and forward show what they have. */
export const giveUp = () => set(null)

/** The page that is loading while the page of this address is shown. */
export function useGoing(url: string): Going | null {
  const way = useSyncExternalStore(
    subscribe,
    () => going,
    () => null,
  )
  return way?.from === url ? way : null
}

/** Next's router; like a link, it shows the skeleton of the next page at once. */
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

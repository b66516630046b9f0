'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'

interface Shortcut {
  /** One character, `Enter`, or `mod+k` (⌘ on a Mac, Ctrl elsewhere). */
  key: string
  /** What the key does, for the sheet of shortcuts. */
  label: string
}

interface Bound extends Shortcut {
  run: (event: KeyboardEvent) => void
}

const switchName = 'octet.single-keys'
let bound: readonly Bound[] = []
let singleKeys = true
const listeners = new Set<() => void>()
const noShortcuts: readonly Shortcut[] = []
const tell = () => {
  for (const listener of listeners) listener()
}

function pressed(event: KeyboardEvent) {
  if (event.defaultPrevented || event.altKey || event.isComposing) return
  const command = event.metaKey || event.ctrlKey
  if (!command && (!singleKeys || isBusyElsewhere(event.target))) return
  const key = `${command ? 'mod+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`
  const match = bound.findLast((one) => one.key === key)
  if (match) match.run(event)
}

/** Whether a field, menu or dialog has the focus; single keys belong to it then. */
function isBusyElsewhere(target: EventTarget | null) {
  const element = target instanceof HTMLElement ? target : null
  if (element?.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]'))
    return true
  return document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    singleKeys = localStorage.getItem(switchName) !== 'off'
    window.addEventListener('keydown', pressed)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener('keydown', pressed)
  }
}

/** Binds a key while the calling component is shown. The key that was bound last wins, so a page overrides the shell. */
export function useShortcut(key: string, label: string, run: ((event: KeyboardEvent) => void) | null) {
  const latest = useRef(run)
  latest.current = run
  const active = run !== null
  useEffect(() => {
    if (!active) return
    const one: Bound = {
      key,
      label,
      run: (event) => {
        event.preventDefault()
        latest.current?.(event)
      },
    }
    bound = [...bound, one]
    tell()
    const leave = subscribe(() => undefined)
    return () => {
      bound = bound.filter((other) => other !== one)
      tell()
      leave()
    }
  }, [key, label, active])
}

/** The shortcuts that work now. */
export const useShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    subscribe,
    () => bound,
    () => noShortcuts,
  )

/** Whether single keys are on; a person who uses speech input can turn them off (WCAG 2.1.4). */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    subscribe,
    () => singleKeys,
    () => true,
  )
  return [
    on,
    (next) => {
      singleKeys = next
      localStorage.setItem(switchName, next ? 'on' : 'off')
      tell()
    },
  ]
}

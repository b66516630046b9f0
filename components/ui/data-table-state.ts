'use client'

import { type RefObject, useState } from 'react'
import { useShortcut } from './shortcuts'

export interface Selection {
  keys: string[]
  all: boolean
  has: (key: string) => boolean
  toggle: (key: string) => void
  toggleAll: () => void
  clear: () => void
}

/** The ticked rows in view; a row that leaves the view is no longer ticked. */
export function useSelection(inView: readonly string[]): Selection {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const keys = inView.filter((key) => ticked.has(key))
  const all = inView.length > 0 && keys.length === inView.length
  return {
    keys,
    all,
    has: (key) => ticked.has(key),
    toggle: (key) =>
      setTicked((before) => {
        const next = new Set(before)
        if (!next.delete(key)) next.add(key)
        return next
      }),
    toggleAll: () => setTicked(new Set(all ? [] : inView)),
    clear: () => setTicked(new Set()),
  }
}

/** J and K move the focus from row to row, X ticks the focused row; Enter opens the focused link. */
export function useRowKeys(
  body: RefObject<HTMLTableSectionElement | null>,
  toggle: ((key: string) => void) | null,
  active: boolean,
) {
  const rows = () => [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  const focused = () => rows().findIndex((row) => row.contains(document.activeElement))
  const move = (by: number) => {
    const all = rows()
    const at = focused()
    const row = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))]
    const target = row?.querySelector<HTMLElement>('[data-row-link]') ?? row
    target?.focus()
    target?.scrollIntoView({ block: 'nearest' })
  }
  useShortcut('j', 'Next row', active ? () => move(1) : null)
  useShortcut('k', 'Previous row', active ? () => move(-1) : null)
  const tick = () => {
    const key = rows()[focused()]?.dataset.row
    if (key) toggle?.(key)
  }
  useShortcut('x', 'Choose the row', active && toggle ? tick : null)
}

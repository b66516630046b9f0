'use client'

import { X } from 'lucide-react'
import { Toast as Primitive } from 'radix-ui'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { cn } from './cn'

type ToastTone = 'plain' | 'ok' | 'warn' | 'bad'

interface ToastOptions {
  tone?: ToastTone
  /** A second sentence. */
  description?: string
  /** One action, for example Undo. */
  action?: { label: string; onSelect: () => void }
  /** The records that it concerns: the next notice about one of them replaces it, so that it offers no action that is no longer possible. */
  about?: readonly string[]
}

interface Shown extends ToastOptions {
  id: number
  text: string
}

let shown: readonly Shown[] = []
let lastId = 0
const listeners = new Set<() => void>()
const none: readonly Shown[] = []

function change(next: readonly Shown[]) {
  shown = next
  for (const listener of listeners) listener()
}

const dismiss = (id: number) => change(shown.filter((one) => one.id !== id))

/**
 * Says in a sentence what just happened: `toast('Invoice sent', { action: { label: 'Undo', onSelect } })`. At most four
 * are shown.
 */
export function toast(text: string, options: ToastOptions = {}) {
  lastId += 1
  const others = shown.filter((one) => !one.about?.some((record) => options.about?.includes(record)))
  change([...others, { id: lastId, text, ...options }].slice(-4))
}

/** A failure: it stays twice as long and is announced at once. */
export const toastError = (text: string, options: ToastOptions = {}) => toast(text, { tone: 'bad', ...options })

const edge: Record<ToastTone, string> = {
  plain: 'border-l-line-strong',
  ok: 'border-l-accent',
  warn: 'border-l-warn',
  bad: 'border-l-bad',
}

/** On touch screens and narrow pages, notices stand above the page and not over it. */
const above = '(pointer: coarse), (width < 56.25rem)'

/** Gives the page the height of the notices above it: the page begins below them, so that they cover nothing. */
function useRoomAbove(shows: boolean) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const element = list.current
    if (!shows || !element) return
    const media = window.matchMedia(above)
    const root = document.documentElement
    const tell = () => root.style.setProperty('--notices', media.matches ? `${element.offsetHeight}px` : '0px')
    const watcher = new ResizeObserver(tell)
    watcher.observe(element)
    media.addEventListener('change', tell)
    return () => {
      watcher.disconnect()
      media.removeEventListener('change', tell)
      root.style.removeProperty('--notices')
    }
  }, [shows])
  return list
}

/** The place of the toasts; the root layout has it once. F8 moves the focus to them. */
export function Toaster() {
  const toasts = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
    () => none,
  )
  const list = useRoomAbove(toasts.length > 0)
  return (
    <Primitive.Provider label="Notice" swipeDirection="right">
      {toasts.map((one) => (
        <Primitive.Root
          key={one.id}
          duration={one.tone === 'bad' || one.action ? 12_000 : 6_000}
          type={one.tone === 'bad' ? 'foreground' : 'background'}
          onOpenChange={(open) => !open && dismiss(one.id)}
          className={cn(
            'appear flex items-start gap-3 rounded-lg border border-line-strong border-l-4 bg-surface py-2.5 pr-2 pl-3',
            edge[one.tone ?? 'plain'],
          )}
        >
          <div className="min-w-0 flex-1 self-center">
            <Primitive.Title className="font-medium">{one.text}</Primitive.Title>
            {one.description && <Primitive.Description className="text-ink-2">{one.description}</Primitive.Description>}
          </div>
          {one.action && (
            <Primitive.Action
              altText={one.action.label}
              onClick={one.action.onSelect}
              className="min-h-6 shrink-0 rounded-md border border-line px-2 py-0.5 font-medium hover:bg-sunken pointer-coarse:min-h-11 pointer-coarse:px-4"
            >
              {one.action.label}
            </Primitive.Action>
          )}
          <Primitive.Close
            aria-label="Dismiss"
            className="grid size-6 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-sunken pointer-coarse:size-11"
          >
            <X aria-hidden="true" className="size-3.5" />
          </Primitive.Close>
        </Primitive.Root>
      ))}
      <Primitive.Viewport
        ref={list}
        className="notices fixed right-4 bottom-4 z-50 flex w-96 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none print:hidden"
      />
    </Primitive.Provider>
  )
}

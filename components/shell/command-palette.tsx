'use client'

import { Command as Primitive } from 'cmdk'
import { Dialog } from 'radix-ui'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useRouter } from '@/components/ui/going'
import { Kbd } from '@/components/ui/kbd'
import type { Command, CommandGroup } from './nav'

const nothing: readonly CommandGroup[] = []

export interface CommandPaletteProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  groups: readonly CommandGroup[]
  /** Finds orders, customers, products and invoices. It must honour the signal. */
  search?: (query: string, signal: AbortSignal) => Promise<readonly CommandGroup[]>
}

/** Finds records and runs commands by typing. Commands appear at once, records when the server has found them. */
export function CommandPalette({ open, onOpenChange, groups, search }: CommandPaletteProps) {
  const router = useRouter()
  const [query, setQuery] = useState('')
  const { found, searching } = useFound(search, query, open)
  const verbs = useMemo(() => (open ? verbsOfPage() : nothing), [open])
  const shown = [...[...verbs, ...groups].map((group) => matching(group, query)), ...found].filter(
    (group) => group.commands.length > 0,
  )
  // Enter takes the first entry, so every new list marks its first entry.
  const [marked, setMarked] = useState('')
  const first = shown[0]?.commands[0]?.key ?? ''
  useEffect(() => setMarked(first), [first])
  const change = (next: boolean) => {
    onOpenChange(next)
    if (!next) setQuery('')
  }
  const run = (command: Command) => {
    change(false)
    if (command.href) router.push(command.href)
    else command.onSelect?.()
  }
  return (
    <Dialog.Root open={open} onOpenChange={change}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="appear fixed inset-x-3 top-[10vh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl border border-line-strong bg-surface"
        >
          <Dialog.Title className="sr-only">Find or do</Dialog.Title>
          <Primitive shouldFilter={false} loop value={marked} onValueChange={setMarked} label="Find or do">
            <Primitive.Input
              value={query}
              onValueChange={setQuery}
              placeholder="Find an order, a customer, a product, or type what to do"
              className="h-12 w-full border-line border-b bg-transparent px-4 text-base outline-none"
            />
            <Primitive.List aria-busy={searching} className="max-h-[56vh] overflow-y-auto p-1.5">
              {shown.length === 0 && (
                <p className="px-3 py-6 text-center text-ink-3">{searching ? 'Searching…' : 'Nothing found.'}</p>
              )}
              {shown.map((group) => (
                <Primitive.Group
                  key={group.label}
                  heading={group.label}
                  className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-ink-3 **:[[cmdk-group-heading]]:text-xs"
                >
                  {group.commands.map((command) => (
                    <Primitive.Item
                      key={command.key}
                      value={command.key}
                      onSelect={() => run(command)}
                      className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 data-[selected=true]:bg-sunken pointer-coarse:min-h-11"
                    >
                      <span className="min-w-0 truncate">{command.label}</span>
                      {command.note && <span className="min-w-0 truncate text-ink-3">{command.note}</span>}
                      {command.shortcut && <Kbd className="ml-auto">{command.shortcut}</Kbd>}
                    </Primitive.Item>
                  ))}
                </Primitive.Group>
              ))}
            </Primitive.List>
          </Primitive>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** The actions in the head of the page behind the dialog; a person sees only what they may do there. */
function verbsOfPage(): readonly CommandGroup[] {
  const title = document.querySelector('main h1')?.textContent ?? 'This page'
  const buttons = document.querySelectorAll<HTMLElement>('main [data-verbs] :is(button:not(:disabled), a[href])')
  const commands = [...buttons].flatMap((button, index): Command[] => {
    const label = [...button.childNodes].find((node) => node.nodeType === Node.TEXT_NODE)?.textContent?.trim()
    // The dialog must close first, because it covers the page.
    return label ? [{ key: `verb-${index}`, label, onSelect: () => setTimeout(() => button.click(), 50) }] : []
  })
  // A page's head has its next action last; here it comes first.
  return [{ label: title, commands: commands.reverse() }]
}

/** The commands of a group whose words begin with every typed word; those that begin with the first typed word come first. */
function matching(group: CommandGroup, query: string): CommandGroup {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (command: Command) => {
    const text = ` ${command.label} ${command.note ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(` ${word}`))
  }
  const begins = (command: Command) => Number(!command.label.toLowerCase().startsWith(words[0] ?? ''))
  return { label: group.label, commands: group.commands.filter(fits).toSorted((a, b) => begins(a) - begins(b)) }
}

function useFound(search: CommandPaletteProps['search'], query: string, open: boolean) {
  const [found, setFound] = useState(nothing)
  const [searching, setSearching] = useState(false)
  const latest = useRef(search)
  latest.current = search
  const text = query.trim()
  useEffect(() => {
    if (!open || text.length < 2 || !latest.current) {
      setFound(nothing)
      setSearching(false)
      return
    }
    const abort = new AbortController()
    setSearching(true)
    const settle = (groups: readonly CommandGroup[]) => {
      if (abort.signal.aborted) return
      setFound(groups)
      setSearching(false)
    }
    const pause = setTimeout(() => {
      latest.current?.(text, abort.signal).then(settle, () => settle(nothing))
    }, 120)
    return () => {
      clearTimeout(pause)
      abort.abort()
    }
  }, [text, open])
  return { found, searching }
}

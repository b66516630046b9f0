'use client'

import { usePathname } from 'next/navigation'
import { Tabs as Primitive } from 'radix-ui'
import { type ReactNode, useEffect, useRef } from 'react'
import { cn } from './cn'
import { PageLink } from './page-link'

// Tabs that do not fit stay on one line and scroll; the edge cuts a word, so that people see that there is more.
const listClass =
  'flex gap-x-4 border-line border-b max-lg:-mx-3.5 max-lg:overflow-x-auto max-lg:px-3.5 lg:flex-wrap print:hidden [scrollbar-width:none]'
const tabClass =
  '-mb-px inline-flex min-h-8 shrink-0 whitespace-nowrap items-center gap-1.5 border-transparent border-b-2 py-1 font-medium text-ink-2 hover:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center'
const chosen =
  'data-[state=active]:border-accent data-[state=active]:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink'

interface TabsProps {
  tabs: readonly { key: string; label: ReactNode; count?: number; content: ReactNode }[]
  /** What the row of tabs is about, for screen readers. */
  label: string
  defaultKey?: string
  value?: string
  onValueChange?: (key: string) => void
}

/** Panels of one page. Use `TabLinks` when each panel should have its own URL. */
export function Tabs({ tabs, label, defaultKey, value, onValueChange }: TabsProps) {
  return (
    <Primitive.Root defaultValue={defaultKey ?? tabs[0]?.key} value={value} onValueChange={onValueChange}>
      <Primitive.List className={listClass} aria-label={label}>
        {tabs.map((tab) => (
          <Primitive.Trigger key={tab.key} value={tab.key} className={cn(tabClass, chosen)}>
            {tab.label}
            {tab.count !== undefined && (
              <span className="font-normal text-ink-3 text-xs tabular-nums">{tab.count}</span>
            )}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content key={tab.key} value={tab.key} className="pt-3">
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  )
}

interface TabLinksProps {
  label: string
  tabs: readonly { label: ReactNode; href: string; count?: number; current?: boolean }[]
}

/** Tabs that are pages of their own. */
export function TabLinks({ label, tabs }: TabLinksProps) {
  const path = usePathname()
  const list = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page scrolls its own tab into view
  useEffect(() => {
    const here = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (here && list.current) list.current.scrollLeft = here.offsetLeft - list.current.offsetLeft - 48
  }, [path])
  return (
    <nav ref={list} aria-label={label} className={cn(listClass, 'mb-3')}>
      {tabs.map((tab) => (
        <PageLink
          key={tab.href}
          href={tab.href}
          aria-current={(tab.current ?? tab.href === path) ? 'page' : undefined}
          className={cn(tabClass, chosen)}
        >
          {tab.label}
          {tab.count !== undefined && <span className="font-normal text-ink-3 text-xs tabular-nums">{tab.count}</span>}
        </PageLink>
      ))}
    </nav>
  )
}

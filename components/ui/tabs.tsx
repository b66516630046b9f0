'use client'

import NextLink from 'next/link'
import { usePathname } from 'next/navigation'
import { Tabs as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'

const listClass = 'flex flex-wrap gap-x-4 border-line border-b print:hidden'
const tabClass =
  '-mb-px inline-flex min-h-8 items-center gap-1.5 border-transparent border-b-2 py-1 font-medium text-ink-2 hover:text-ink pointer-coarse:min-h-11'
const chosen =
  'data-[state=active]:border-accent data-[state=active]:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink'

export interface TabsProps {
  tabs: readonly { key: string; label: ReactNode; count?: number; content: ReactNode }[]
  /** What the row of tabs is about, for screen readers. */
  label: string
  defaultKey?: string
  value?: string
  onValueChange?: (key: string) => void
}

/** Panels of one page. Where each panel deserves its own URL use `TabLinks`. */
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

export interface TabLinksProps {
  label: string
  tabs: readonly { label: ReactNode; href: string; count?: number; current?: boolean }[]
}

/** Tabs that are pages of their own. */
export function TabLinks({ label, tabs }: TabLinksProps) {
  const path = usePathname()
  return (
    <nav aria-label={label} className={cn(listClass, 'mb-3')}>
      {tabs.map((tab) => (
        <NextLink
          key={tab.href}
          href={tab.href}
          aria-current={(tab.current ?? tab.href === path) ? 'page' : undefined}
          className={cn(tabClass, chosen)}
        >
          {tab.label}
          {tab.count !== undefined && <span className="font-normal text-ink-3 text-xs tabular-nums">{tab.count}</span>}
        </NextLink>
      ))}
    </nav>
  )
}

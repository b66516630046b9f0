'use client'

import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { useModKey } from '@/components/ui/mod-key'
import type { NavEntry } from './nav'
import { NavLink } from './nav-link'
import { type OrganisationLink, OrganisationSwitch } from './organisation-switch'

interface RailProps {
  organisationName: string
  organisations: readonly OrganisationLink[]
  nav: readonly (readonly NavEntry[])[]
  current: NavEntry | undefined
  onFind: () => void
  /** Stands at the foot: the person's menu. */
  children: ReactNode
}

/** The left edge of wide screens and tablets: organisation, find, places with their counts, person. */
export function Rail({ organisationName, organisations, nav, current, onFind, children }: RailProps) {
  const mod = useModKey()
  return (
    <div
      data-chrome
      className="sticky top-(--notices,0px) flex h-[calc(100dvh-var(--notices,0px))] flex-col gap-0.5 overflow-y-auto border-r px-2 py-3 max-sm:hidden max-lg:px-1.5 print:hidden"
    >
      <OrganisationSwitch name={organisationName} organisations={organisations} />
      <button
        type="button"
        onClick={onFind}
        className="my-1.5 flex min-h-8 items-center justify-between gap-2 rounded-md border border-line bg-surface px-2 text-ink-3 hover:border-line-strong max-lg:min-h-11 max-lg:justify-center"
      >
        <span className="max-lg:sr-only">Find or do</span>
        <Search aria-hidden="true" className="size-[18px] lg:hidden" />
        <Kbd className="max-lg:hidden">{mod}K</Kbd>
      </button>
      <nav aria-label="Main" className="flex flex-1 flex-col gap-0.5">
        {nav.map((group, index) => (
          <div key={group[0]?.href ?? index} className="flex flex-col gap-0.5">
            {index > 0 && <span className="mx-2 my-1.5 h-px bg-line" />}
            {group.map((entry) => (
              <NavLink key={entry.href} entry={entry} current={entry === current} place="rail" />
            ))}
          </div>
        ))}
      </nav>
      {children}
    </div>
  )
}

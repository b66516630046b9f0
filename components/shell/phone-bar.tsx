'use client'

import { Ellipsis, Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import type { NavEntry } from './nav'
import { NavLink } from './nav-link'

interface PhoneBarProps {
  nav: readonly (readonly NavEntry[])[]
  current: NavEntry | undefined
  onFind: () => void
  /** Stands at the end of the sheet: the person's menu. */
  children: ReactNode
}

const buttonClass = 'flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 rounded-md text-2xs text-ink-2'

/** The bar at the foot of a phone: three places, find, and everything else in a sheet. */
export function PhoneBar({ nav, current, onFind, children }: PhoneBarProps) {
  const [open, setOpen] = useState(false)
  const entries = nav.flat()
  const chosen = entries.filter((entry) => entry.phone)
  const shown = (chosen.length > 0 ? chosen : entries).slice(0, 3)
  return (
    <nav
      data-chrome
      aria-label="Places"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t bg-surface px-1 pb-[env(safe-area-inset-bottom)] sm:hidden print:hidden"
    >
      {shown.map((entry) => (
        <NavLink key={entry.href} entry={entry} current={entry === current} place="bar" />
      ))}
      <button type="button" className={buttonClass} onClick={onFind}>
        <Search aria-hidden="true" className="size-[18px]" />
        Find
      </button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Everything"
        trigger={
          <button type="button" className={buttonClass}>
            <Ellipsis aria-hidden="true" className="size-[18px]" />
            More
          </button>
        }
      >
        <div className="-mx-2 flex flex-col">
          {entries.map((entry) => (
            <NavLink
              key={entry.href}
              entry={entry}
              current={entry === current}
              place="list"
              onClick={() => setOpen(false)}
            />
          ))}
          <span className="my-1.5 h-px bg-line" />
          {children}
        </div>
      </Dialog>
    </nav>
  )
}

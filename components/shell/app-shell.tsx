'use client'

import { Search } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { useModKey } from '@/components/ui/mod-key'
import { useShortcut } from '@/components/ui/shortcuts'
import { CommandPalette, type CommandPaletteProps } from './command-palette'
import { type CommandGroup, currentEntry, type NavEntry, type ShellPerson } from './nav'
import { NavLink } from './nav-link'
import { type OrganisationLink, OrganisationSwitch } from './organisation-switch'
import { PersonMenu } from './person-menu'
import { PhoneBar } from './phone-bar'
import { ShortcutSheet } from './shortcut-sheet'

export interface AppShellProps {
  organisationName: string
  organisations: readonly OrganisationLink[]
  /** Groups of places, divided by a line. */
  nav: readonly (readonly NavEntry[])[]
  person: ShellPerson
  accountHref?: string
  /** Commands of ⌘K beside the places of `nav`. */
  commands?: readonly CommandGroup[]
  search?: CommandPaletteProps['search']
  onSignOut?: () => void
  /** Above every page: the demo's notice, the progress of what is being prepared. */
  banner?: ReactNode
  children: ReactNode
}

/** The frame of every page of an organisation: rail, ⌘K, shortcuts; icons on tablets, a bar at the foot of phones. */
export function AppShell(props: AppShellProps) {
  const path = usePathname()
  const mod = useModKey()
  const [finding, setFinding] = useState(false)
  const [showsKeys, setShowsKeys] = useState(false)
  useShortcut('mod+k', 'Find or do', () => setFinding((open) => !open))
  useShortcut('?', 'Show all shortcuts', () => setShowsKeys(true))
  const entries = props.nav.flat()
  const current = currentEntry(entries, path)
  const places = { label: 'Go to', commands: entries.map(({ href, label }) => ({ key: href, label, href })) }
  const personMenu = {
    person: props.person,
    accountHref: props.accountHref,
    onSignOut: props.onSignOut,
    onShortcuts: () => setShowsKeys(true),
  }
  return (
    <div className="min-h-dvh sm:grid sm:grid-cols-[76px_minmax(0,1fr)] lg:grid-cols-[212px_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="-translate-y-20 fixed top-2 left-2 z-50 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus:translate-y-0"
      >
        Skip to content
      </a>
      <div
        data-chrome
        className="sticky top-0 flex h-dvh flex-col gap-0.5 overflow-y-auto border-r px-2 py-3 max-sm:hidden max-lg:px-1.5 print:hidden"
      >
        <OrganisationSwitch name={props.organisationName} organisations={props.organisations} />
        <button
          type="button"
          onClick={() => setFinding(true)}
          className="my-1.5 flex min-h-8 items-center justify-between gap-2 rounded-md border border-line bg-surface px-2 text-ink-3 hover:border-line-strong max-lg:min-h-11 max-lg:justify-center"
        >
          <span className="max-lg:sr-only">Find or do</span>
          <Search aria-hidden="true" className="size-[18px] lg:hidden" />
          <Kbd className="max-lg:hidden">{mod}K</Kbd>
        </button>
        <nav aria-label="Main" className="flex flex-1 flex-col gap-0.5">
          {props.nav.map((group, index) => (
            <div key={group[0]?.href ?? index} className="flex flex-col gap-0.5">
              {index > 0 && <span className="mx-2 my-1.5 h-px bg-line" />}
              {group.map((entry) => (
                <NavLink key={entry.href} entry={entry} current={entry === current} place="rail" />
              ))}
            </div>
          ))}
        </nav>
        <PersonMenu {...personMenu} />
      </div>
      <div className="min-w-0">
        {props.banner && <div data-chrome>{props.banner}</div>}
        <main
          id="content"
          tabIndex={-1}
          className="max-w-[1280px] px-6 pt-4.5 pb-10 outline-none max-lg:px-3.5 max-lg:pt-3.5 max-sm:pb-24"
        >
          {props.children}
        </main>
      </div>
      <PhoneBar nav={props.nav} current={current} onFind={() => setFinding(true)}>
        <PersonMenu {...personMenu} wide />
      </PhoneBar>
      <CommandPalette
        open={finding}
        onOpenChange={setFinding}
        groups={[...(props.commands ?? []), places]}
        search={props.search}
      />
      <ShortcutSheet open={showsKeys} onOpenChange={setShowsKeys} />
    </div>
  )
}

'use client'

import { usePathname } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { useShortcut } from '@/components/ui/shortcuts'
import { CommandPalette, type CommandPaletteProps } from './command-palette'
import { LeaveDialog } from './leave-dialog'
import { type CommandGroup, currentEntry, type NavEntry, type ShellPerson } from './nav'
import type { OrganisationLink } from './organisation-switch'
import { PageStage } from './page-stage'
import { PersonMenu } from './person-menu'
import { PhoneBar } from './phone-bar'
import { Rail } from './rail'
import { ShortcutSheet } from './shortcut-sheet'

export interface AppShellProps {
  organisationName: string
  organisations: readonly OrganisationLink[]
  /** Groups of places, separated by a line. */
  nav: readonly (readonly NavEntry[])[]
  person: ShellPerson
  accountHref?: string
  /** Commands in ⌘K beside the places of `nav`. */
  commands?: readonly CommandGroup[]
  search?: CommandPaletteProps['search']
  onSignOut?: () => void
  /** Stands above every page: the demo's notice, or the progress of background work. */
  banner?: ReactNode
  children: ReactNode
}

/** The frame of every page of an organisation: rail, ⌘K and shortcuts; icons on tablets, a bar at the foot of phones. */
export function AppShell(props: AppShellProps) {
  const path = usePathname()
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
        className="-translate-y-20 fixed top-2 left-2 z-50 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus:translate-y-0 print:hidden"
      >
        Skip to content
      </a>
      <Rail
        organisationName={props.organisationName}
        organisations={props.organisations}
        nav={props.nav}
        current={current}
        onFind={() => setFinding(true)}
      >
        <PersonMenu {...personMenu} />
      </Rail>
      <div className="min-w-0">
        {props.banner && (
          <div data-chrome className="print:hidden">
            {props.banner}
          </div>
        )}
        <main
          id="content"
          tabIndex={-1}
          className="max-w-[1280px] px-6 pt-4.5 pb-10 outline-none max-lg:px-3.5 max-lg:pt-3.5 max-sm:pb-24"
        >
          <PageStage>{props.children}</PageStage>
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
      <LeaveDialog />
      <ShortcutSheet open={showsKeys} onOpenChange={setShowsKeys} />
    </div>
  )
}

'use client'

import { CircleUser } from 'lucide-react'
import { useTheme } from 'next-themes'
import { cn } from '@/components/ui/cn'
import { Menu } from '@/components/ui/menu'
import type { ShellPerson } from './nav'

interface PersonMenuProps {
  person: ShellPerson
  accountHref?: string
  onShortcuts: () => void
  onSignOut?: () => void
  /** Whether the name is always shown, as in the sheet of a phone. */
  wide?: boolean
}

const themes = [
  { key: 'light', label: 'Light' },
  { key: 'dark', label: 'Dark' },
  { key: 'system', label: 'As the system' },
]

/** The person's menu: theme, shortcuts, own account, sign out. */
export function PersonMenu({ person, accountHref, onShortcuts, onSignOut, wide }: PersonMenuProps) {
  const { theme, setTheme } = useTheme()
  return (
    <Menu
      align="start"
      side="top"
      groups={[
        {
          label: person.email,
          entries: [
            ...(accountHref ? [{ label: 'Your account', href: accountHref }] : []),
            { label: 'Keyboard shortcuts', shortcut: '?', onSelect: onShortcuts },
          ],
        },
        {
          label: 'Theme',
          entries: themes.map((one) => ({
            label: one.label,
            checked: theme === one.key,
            onSelect: () => setTheme(one.key),
          })),
        },
        ...(onSignOut ? [{ entries: [{ label: 'Sign out', onSelect: onSignOut }] }] : []),
      ]}
      trigger={
        <button
          type="button"
          aria-label={`${person.name}: account, theme, sign out`}
          className={cn(
            'flex min-h-9 w-full max-lg:min-h-11 pointer-coarse:min-h-11 min-w-0 items-center gap-2.5 rounded-md px-2 text-ink-2 hover:bg-sunken hover:text-ink',
            !wide && 'max-lg:justify-center max-lg:px-0',
          )}
        >
          <CircleUser aria-hidden="true" className={cn('size-[18px] shrink-0', !wide && 'lg:size-3.5')} />
          <span className={cn('truncate', !wide && 'max-lg:hidden')}>{person.name}</span>
        </button>
      }
    />
  )
}

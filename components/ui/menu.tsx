'use client'

import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { Kbd } from './kbd'
import { PageLink } from './page-link'

interface MenuEntry {
  label: ReactNode
  /** The address that the entry opens, or … */
  href?: string
  /** … the function that it runs. */
  onSelect?: () => void
  note?: ReactNode
  shortcut?: string
  checked?: boolean
  danger?: boolean
  disabled?: boolean
}

interface MenuProps {
  /** The button that opens the menu. */
  trigger: ReactNode
  /** Groups, separated by a line. */
  groups: readonly { label?: string; entries: readonly MenuEntry[] }[]
  align?: 'start' | 'end'
  side?: 'top' | 'bottom' | 'right'
}

const entryClass =
  'flex min-h-8 cursor-pointer select-none items-center gap-3 rounded-md px-2 outline-none data-disabled:cursor-not-allowed data-disabled:opacity-55 data-highlighted:bg-sunken pointer-coarse:min-h-11'

/** A menu under a button. */
export function Menu({ trigger, groups, align = 'end', side = 'bottom' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="appear z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto rounded-lg border border-line-strong bg-surface p-1 print:hidden"
        >
          {groups.map((group, index) => (
            <DropdownMenu.Group key={group.label ?? index}>
              {index > 0 && <DropdownMenu.Separator className="my-1 h-px bg-line" />}
              {group.label && (
                <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-ink-3 text-xs">{group.label}</DropdownMenu.Label>
              )}
              {group.entries.map((entry, at) => (
                <Entry key={at} entry={entry} />
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function Entry({ entry }: { entry: MenuEntry }) {
  const content = (
    <>
      <span className="min-w-0 truncate">{entry.label}</span>
      <span className="ml-auto flex items-center gap-2 text-ink-3 text-xs">
        {entry.note}
        {entry.checked && (
          <span aria-hidden="true" className="text-accent">
            ✓
          </span>
        )}
        {entry.shortcut && <Kbd>{entry.shortcut}</Kbd>}
      </span>
    </>
  )
  const className = cn(entryClass, entry.danger && 'text-bad')
  if (entry.checked !== undefined)
    return (
      <DropdownMenu.CheckboxItem
        className={className}
        checked={entry.checked}
        disabled={entry.disabled}
        onSelect={entry.onSelect}
      >
        {content}
      </DropdownMenu.CheckboxItem>
    )
  if (entry.href)
    return (
      <DropdownMenu.Item asChild disabled={entry.disabled} className={className}>
        <PageLink href={entry.href}>{content}</PageLink>
      </DropdownMenu.Item>
    )
  return (
    <DropdownMenu.Item className={className} disabled={entry.disabled} onSelect={entry.onSelect}>
      {content}
    </DropdownMenu.Item>
  )
}

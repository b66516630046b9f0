import {
  Banknote,
  Boxes,
  CalendarClock,
  ChartColumn,
  CircleDot,
  ClipboardList,
  FileText,
  House,
  type LucideIcon,
  PackageOpen,
  Scale,
  Settings,
  Truck,
  Users,
} from 'lucide-react'
import type { StageKey } from '@/components/order/stages'

type NavIcon = StageKey | 'home' | 'customers' | 'products' | 'settings' | 'other'

/** One place in the rail. It holds plain values only, so that a server page can pass it on. */
export interface NavEntry {
  href: string
  label: string
  /** On tablets and phones the icon replaces the word. */
  icon: NavIcon
  /** The stage whose hue the entry has. */
  stage?: StageKey
  /** How many records wait there. */
  count?: number
  /** Whether the waiting records need this person. */
  needsYou?: boolean
  /** Whether the entry may stand in the bar of a phone; the first four do. */
  phone?: boolean
}

/** A command of ⌘K: it opens an address or runs a function. */
export interface Command {
  key: string
  label: string
  note?: string
  href?: string
  onSelect?: () => void
  shortcut?: string
}

export interface CommandGroup {
  label: string
  commands: readonly Command[]
}

export interface ShellPerson {
  name: string
  email: string
}

export const navIcons: Record<NavIcon, LucideIcon> = {
  home: House,
  order: ClipboardList,
  credit: Scale,
  fulfilment: PackageOpen,
  shipping: Truck,
  invoicing: FileText,
  receivable: CalendarClock,
  collection: Banknote,
  reporting: ChartColumn,
  customers: Users,
  products: Boxes,
  settings: Settings,
  other: CircleDot,
}

/**
 * The entry of the open page: the one with the longest address with which the path begins. What moves in and out is a
 * setting, at an address of its own.
 */
export function currentEntry(entries: readonly NavEntry[], address: string) {
  const path = address.replace(/^(\/[^/]+)\/moving(?=\/)/, '$1/settings/moving')
  return entries
    .filter((entry) => path === entry.href || path.startsWith(`${entry.href}/`))
    .toSorted((a, b) => b.href.length - a.href.length)[0]
}

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

export type NavIcon = StageKey | 'home' | 'customers' | 'products' | 'settings' | 'other'

/** One place in the rail. Plain values only, so that a page on the server can hand it over. */
export interface NavEntry {
  href: string
  label: string
  /** On tablets and phones the icon stands for the word. */
  icon: NavIcon
  /** Gives the hue. */
  stage?: StageKey
  /** How many wait there. */
  count?: number
  /** The count asks for a person. */
  needsYou?: boolean
  /** Stands in the bar of a phone; the first four of them do. */
  phone?: boolean
}

/** A command of ⌘K: goes somewhere or does something. */
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

/** The entry whose page is open: the longest address that the path begins with. */
export function currentEntry(entries: readonly NavEntry[], path: string) {
  return entries
    .filter((entry) => path === entry.href || path.startsWith(`${entry.href}/`))
    .toSorted((a, b) => b.href.length - a.href.length)[0]
}

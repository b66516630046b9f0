'use client'

import { createContext, type ReactNode, useContext } from 'react'

export interface Workspace {
  /** The organisation's part of the URL. */
  slug: string
  name: string
  /** BCP 47, for example `en-GB`. */
  locale: string
  /** ISO 4217, the organisation's own currency. */
  currency: string
  /** IANA name, for example `Europe/London`. */
  timeZone: string
  /** The organisation's calendar day, `YYYY-MM-DD`. */
  today: string
  /** The organisation's clock; it may run ahead of the wall clock in a trial. */
  now: Date
  /** The person who works here; half-written text belongs to them. */
  personId: string
  /** The first parts of addresses that the person may not open. */
  closed?: readonly string[]
}

const Context = createContext<Workspace | null>(null)

const fallback: Workspace = {
  slug: '',
  name: 'Octet',
  locale: 'en-GB',
  currency: 'GBP',
  timeZone: 'UTC',
  today: '1970-01-01',
  now: new Date(0),
  personId: '',
}

/** Gives the components inside the organisation's language, currency, zone and day. */
export function WorkspaceProvider({ value, children }: { value: Workspace; children: ReactNode }) {
  return <Context value={value}>{children}</Context>
}

/** The workspace around the caller; neutral values outside of one (landing page, sign-in). */
export const useWorkspace = () => useContext(Context) ?? fallback

/** `/[org]` in front of a path: `workspaceHref('/orders')`. */
export function useWorkspaceHref() {
  const { slug } = useWorkspace()
  return (path: string) => `/${slug}${path}`
}

/** Whether the person's roles close an address: what leads there is text, and no dead end. */
export function useIsClosed() {
  const { slug, closed = [] } = useWorkspace()
  return (href: unknown) => {
    const [, organisation, section = ''] = `${href}`.split(/[/?#]/)
    return organisation === slug && closed.includes(section)
  }
}

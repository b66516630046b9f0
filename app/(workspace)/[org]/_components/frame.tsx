'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { signOut } from 'next-auth/react'
import { type ReactNode, useEffect } from 'react'
import { FloorSender } from '@/components/fulfilment/floor-sender'
import { MayProvider } from '@/components/may'
import { AppShell, type AppShellProps } from '@/components/shell/app-shell'
import { foundGroups } from '@/components/shell/found-groups'
import { isFresh, leavePages, useKeptPage } from '@/components/shell/kept-pages'
import type { CommandGroup } from '@/components/shell/nav'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { type Workspace, WorkspaceProvider } from '@/components/ui/workspace'
import type { Permission } from '@/server/platform/context/permissions'
import { settingsPages } from '../settings/_components/settings-pages'
import { navOf } from './nav'

interface FrameProps extends Pick<AppShellProps, 'organisations' | 'person' | 'banner'> {
  workspace: Workspace
  permissions: readonly Permission[]
  children: ReactNode
}

let shownSlug: string | undefined
const countedEveryMs = 60_000

/** The shell around every page of an organisation. */
export function Frame({ workspace, permissions, children, ...shell }: FrameProps) {
  const { slug, name, personId, closed = [] } = workspace
  const queries = useQueryClient()
  // Data that was read in one organisation must never be shown in another.
  if (typeof window !== 'undefined' && shownSlug !== slug) {
    if (shownSlug !== undefined) queries.clear()
    shownSlug = slug
  }
  const path = usePathname()
  useKeptPage(path)
  useReadAnew()
  const search = useFind(slug)
  const trpc = useTRPC()
  const { data: waiting } = useQuery(trpc.home.counts.queryOptions(undefined, { refetchInterval: countedEveryMs }))
  return (
    <WorkspaceProvider value={workspace}>
      {/* Names the person for whom this page was made, so that the device keeps it for nobody else. */}
      <span hidden data-octet-person={personId} />
      <MayProvider permissions={permissions}>
        <AppShell
          {...shell}
          organisationName={name}
          nav={navOf(slug, closed, waiting)}
          accountHref={`/${slug}/settings/account`}
          commands={commandsOf(slug, permissions, closed)}
          search={search}
          onSignOut={() => void leavePages().finally(() => signOut({ callbackUrl: '/sign-in' }))}
        >
          <FloorSender place={`${slug}:${personId}`}>{children}</FloorSender>
        </AppShell>
      </MayProvider>
    </WorkspaceProvider>
  )
}

/** Loads a page again that the device had kept, as soon as the server can be reached. */
function useReadAnew() {
  const queries = useQueryClient()
  useEffect(() => {
    const readAnew = async () => {
      if (!navigator.onLine || !document.documentElement.dataset.keptAt) return
      await queries.invalidateQueries()
      const failed = queries
        .getQueryCache()
        .findAll({ type: 'active' })
        .filter(({ state }) => state.status === 'error')
      if (failed.length === 0 && navigator.onLine) isFresh()
    }
    void readAnew()
    const again = () => void readAnew()
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [queries])
}

const deeds: readonly { permission: Permission; label: string; path: string }[] = [
  { permission: 'order.confirm', label: 'New order', path: '/order/new' },
  { permission: 'quote.change', label: 'New quote', path: '/order/quotes/new' },
  { permission: 'customer.change', label: 'New customer', path: '/customers/new' },
  { permission: 'product.change', label: 'New product', path: '/products/new' },
  { permission: 'stock.receive', label: 'Receive goods', path: '/fulfilment/receive' },
  { permission: 'collection.record', label: 'Record a receipt', path: '/collection/new' },
  { permission: 'collection.record', label: 'Import a bank file', path: '/collection/import' },
  { permission: 'team.change', label: 'Invite somebody', path: '/settings/team' },
]

/** Pages that the rail does not list, with the words by which people look for them. */
const furtherPages: readonly { label: string; note?: string; path: string }[] = [
  { label: 'Reminders', note: 'dunning policy, when and how', path: '/receivable/reminders' },
  { label: 'Aging', note: 'who owes what since when', path: '/receivable' },
  { label: 'Credit policy', path: '/credit/policy' },
  { label: 'Credit accounts', note: 'limits and holds', path: '/credit/accounts' },
  { label: 'Stock', note: 'bins and counts', path: '/fulfilment/stock' },
  { label: 'Receipts', note: 'payments received', path: '/collection/receipts' },
  { label: 'Refunds', path: '/collection/refunds' },
  { label: 'Promises and disputes', path: '/collection/agreements' },
  { label: 'Quotes', path: '/order/quotes' },
  { label: 'Cash forecast', path: '/reporting/forecast' },
  ...settingsPages.map(([path, label]) => ({ label, note: 'settings', path: `/settings${path}` })),
]

/** The commands that this person can start from any page. */
function commandsOf(slug: string, permissions: readonly Permission[], closed: readonly string[]): CommandGroup[] {
  const commands = deeds
    .filter(({ permission }) => permissions.includes(permission))
    .map(({ label, path }) => ({ key: path, label, href: `/${slug}${path}` }))
  return [
    { label: 'Do', commands },
    {
      label: 'Further pages',
      commands: furtherPages
        .filter(({ path }) => !closed.includes(path.split('/')[1] ?? ''))
        .map(({ label, note, path }) => ({ key: path, label, note, href: `/${slug}${path}` })),
    },
  ]
}

/** Finds records of every kind by the text that was typed. */
function useFind(slug: string) {
  const client = useTRPCClient()
  return async (text: string, signal: AbortSignal): Promise<CommandGroup[]> => {
    if (text.trim().length < 2) return []
    const found = await client.home.search.query({ text }, { signal })
    return foundGroups(found, slug)
  }
}

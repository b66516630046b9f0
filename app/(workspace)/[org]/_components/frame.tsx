'use client'

import { useQueryClient } from '@tanstack/react-query'
import { signOut } from 'next-auth/react'
import type { ReactNode } from 'react'
import { AppShell, type AppShellProps } from '@/components/shell/app-shell'
import type { CommandGroup } from '@/components/shell/nav'
import { useTRPCClient } from '@/components/trpc-provider'
import { type Workspace, WorkspaceProvider } from '@/components/ui/workspace'
import { navOf } from './nav'

interface FrameProps extends Pick<AppShellProps, 'organisations' | 'person' | 'banner'> {
  workspace: Workspace
  children: ReactNode
}

let shownSlug: string | undefined

/** The shell around every page of an organisation. */
export function Frame({ workspace, children, ...shell }: FrameProps) {
  const { slug, name } = workspace
  const queries = useQueryClient()
  // What was read in one organisation is never shown in another.
  if (typeof window !== 'undefined' && shownSlug !== slug) {
    if (shownSlug !== undefined) queries.clear()
    shownSlug = slug
  }
  const search = useFind(slug)
  return (
    <WorkspaceProvider value={workspace}>
      <AppShell
        {...shell}
        organisationName={name}
        nav={navOf(slug)}
        accountHref={`/${slug}/settings/account`}
        commands={commandsOf(slug)}
        search={search}
        onSignOut={() => void signOut({ callbackUrl: '/sign-in' })}
      >
        {children}
      </AppShell>
    </WorkspaceProvider>
  )
}

function commandsOf(slug: string): CommandGroup[] {
  return [
    {
      label: 'Do',
      commands: [
        { key: 'new-order', label: 'Enter an order', href: `/${slug}/order/new` },
        { key: 'new-customer', label: 'Add a customer', href: `/${slug}/customers/new` },
        { key: 'new-product', label: 'Add a product', href: `/${slug}/products/new` },
      ],
    },
  ]
}

/** Finds records of every kind by what was typed. */
function useFind(slug: string) {
  const client = useTRPCClient()
  return async (text: string, signal: AbortSignal): Promise<CommandGroup[]> => {
    const [customers, products] = await Promise.all([
      client.customer.search.query({ text }, { signal }),
      client.catalog.search.query({ text }, { signal }),
    ])
    return [
      {
        label: 'Customers',
        commands: customers
          .slice(0, 6)
          .map(({ id, name, number }) => ({ key: id, label: name, note: number, href: `/${slug}/customers/${id}` })),
      },
      {
        label: 'Products',
        commands: products
          .slice(0, 6)
          .map(({ id, name, sku }) => ({ key: id, label: name, note: sku, href: `/${slug}/products/${id}` })),
      },
    ]
  }
}

import type { ReactNode } from 'react'
import { PageHead } from '@/components/ui/page-head'
import { TabLinks } from '@/components/ui/tabs'

const pages = [
  ['', 'Organisation'],
  ['/team', 'Team'],
  ['/taxes', 'Taxes'],
  ['/terms', 'Payment terms'],
  ['/carriers', 'Carriers'],
  ['/warehouses', 'Warehouses'],
  ['/numbers', 'Numbers'],
  ['/keys', 'API keys'],
  ['/background', 'Background work'],
  ['/account', 'Your account'],
] as const

export default async function SettingsLayout({
  params,
  children,
}: {
  params: Promise<{ org: string }>
  children: ReactNode
}) {
  const { org } = await params
  const tabs = pages.map(([path, label]) => ({ label, href: `/${org}/settings${path}` }))
  return (
    <>
      <PageHead title="Settings" />
      <TabLinks label="Settings" tabs={tabs} />
      {children}
    </>
  )
}

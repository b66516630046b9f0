import type { ReactNode } from 'react'
import { PageHead } from '@/components/ui/page-head'
import { TabLinks } from '@/components/ui/tabs'
import { settingsPages } from './_components/settings-pages'

export default async function SettingsLayout({
  params,
  children,
}: {
  params: Promise<{ org: string }>
  children: ReactNode
}) {
  const { org } = await params
  const tabs = settingsPages.map(([path, , label]) => ({ label, href: `/${org}/settings${path}` }))
  return (
    <>
      <PageHead title="Settings" />
      <TabLinks label="Settings" tabs={tabs} />
      {children}
    </>
  )
}

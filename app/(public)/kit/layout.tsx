import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { WorkspaceProvider } from '@/components/ui/workspace'

export const metadata = { title: 'Parts' }

const workspace = {
  slug: 'kit',
  name: 'Marlow Gifts',
  locale: 'en-GB',
  currency: 'GBP',
  timeZone: 'Europe/London',
  today: '2026-11-23',
  now: new Date('2026-11-23T09:30:00Z'),
  personId: '',
}

/** Shows every part of the design on one page, for developers; it exists only while OCTET_KIT is 1. */
export default function KitLayout({ children }: { children: ReactNode }) {
  if (process.env.OCTET_KIT !== '1') notFound()
  return <WorkspaceProvider value={workspace}>{children}</WorkspaceProvider>
}

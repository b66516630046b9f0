import type { Metadata } from 'next'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { invoiceListOf } from '@/server/invoicing/schema'
import { InvoiceList } from './_components/invoice-list'
import { InvoicingWork } from './_components/invoicing-work'

export const metadata: Metadata = { title: 'Invoicing' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Invoicing({ params, searchParams }: Props) {
  const { org } = await params
  const trpc = trpcFor(org)
  await Promise.all([
    prefetch(trpc.invoicing.list.queryOptions(invoiceListOf(await searchOf(searchParams)))),
    prefetch(trpc.invoicing.work.queryOptions()),
  ])
  return (
    <HydrateClient>
      <InvoiceList>
        <InvoicingWork />
      </InvoiceList>
    </HydrateClient>
  )
}

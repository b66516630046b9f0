import type { Metadata } from 'next'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { InvoiceList } from './_components/invoice-list'
import { InvoicingWork } from './_components/invoicing-work'
import { invoiceListInputOf } from './_components/list-input'

export const metadata: Metadata = { title: 'Invoicing' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: Promise<Record<string, string | undefined>>
}

export default async function Invoicing({ params, searchParams }: Props) {
  const { org } = await params
  const trpc = trpcFor(org)
  await Promise.all([
    prefetch(trpc.invoicing.list.queryOptions(invoiceListInputOf(await searchParams))),
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

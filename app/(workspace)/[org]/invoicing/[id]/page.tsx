import { notFound } from 'next/navigation'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { InvoiceRecord } from '../_components/invoice-record'
import { OpeningRecord } from '../_components/opening-record'

interface Props {
  params: Promise<{ org: string; id: string }>
}

export default async function Invoice({ params }: Props) {
  const { org, id } = await params
  const { invoicing } = trpcFor(org)
  const queries = getQueryClient()
  const found = await queries.fetchQuery(invoicing.get.queryOptions({ id })).catch(() => null)
  // One that was moved in has no document here, only what is open of it.
  const opening = found ? null : await queries.fetchQuery(invoicing.opening.queryOptions({ id })).catch(() => null)
  if (!found && !opening) notFound()
  return <HydrateClient>{found ? <InvoiceRecord id={id} /> : <OpeningRecord id={id} />}</HydrateClient>
}

import { notFound } from 'next/navigation'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { BankLineRecord } from '../../_components/bank-line-record'

interface Props {
  params: Promise<{ org: string; id: string }>
}

export default async function BankLine({ params }: Props) {
  const { org, id } = await params
  const found = await getQueryClient()
    .fetchQuery(trpcFor(org).collection.lines.queryOptions({ id, limit: 1 }))
    .catch(() => null)
  if (!found?.rows.length) notFound()
  return (
    <HydrateClient>
      <BankLineRecord id={id} />
    </HydrateClient>
  )
}

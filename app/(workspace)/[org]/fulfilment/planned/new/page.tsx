import type { Metadata } from 'next'
import { missing } from '@/app/_server/missing'
import { mustMay } from '@/app/_server/must-may'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { callerFor } from '@/app/_server/trpc'
import { PlannedForm } from '../../_components/planned-form'

export const metadata: Metadata = { title: 'New planned receipt' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function NewPlanned({ params, searchParams }: Props) {
  const { org } = await params
  await mustMay(org, 'supply.change')
  const { supplier: id } = await searchOf(searchParams)
  const supplier = id ? await (await callerFor(org)).supply.supplier({ id }).catch(missing) : undefined
  return <PlannedForm supplier={supplier} />
}

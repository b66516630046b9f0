import type { Metadata } from 'next'
import { missing } from '@/app/_server/missing'
import { mustMay } from '@/app/_server/must-may'
import { callerFor } from '@/app/_server/trpc'
import { PlannedForm } from '../../../_components/planned-form'

export const metadata: Metadata = { title: 'Change planned receipt' }

export default async function EditPlanned({ params }: { params: Promise<{ org: string; id: string }> }) {
  const { org, id } = await params
  await mustMay(org, 'supply.change')
  const planned = await (await callerFor(org)).supply.record({ id }).catch(missing)
  return <PlannedForm planned={planned} />
}

import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { ImportForm } from '../_components/import-form'

export const metadata: Metadata = { title: 'Read a bank file' }

export default async function Import({ params }: { params: Promise<{ org: string }> }) {
  await mustMay((await params).org, 'collection.record')
  return <ImportForm />
}

import type { Metadata } from 'next'
import { ImportForm } from '../_components/import-form'

export const metadata: Metadata = { title: 'Read a bank file' }

export default function Import() {
  return <ImportForm />
}

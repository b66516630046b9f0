import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

export const metadata: Metadata = { title: 'Not found' }

/** The page for an unknown address of an organisation. It stands inside the frame, so that the person can go on. */
export default function Nowhere() {
  notFound()
}

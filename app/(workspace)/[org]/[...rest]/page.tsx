import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

export const metadata: Metadata = { title: 'Not found' }

/** An address of an organisation that leads nowhere: said inside the frame, so that the way on is at hand. */
export default function Nowhere() {
  notFound()
}

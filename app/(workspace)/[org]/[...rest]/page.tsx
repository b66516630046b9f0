import { notFound } from 'next/navigation'

/** An address of an organisation that leads nowhere: said inside the frame, so that the way on is at hand. */
export default function Nowhere() {
  notFound()
}

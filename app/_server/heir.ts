import 'server-only'
import { redirect } from 'next/navigation'
import { callerFor } from './trpc'

/** Leads from the page of a customer who was merged to the same page of the one that they became part of. */
export async function toHeir(org: string, id: string, pathOf: (heirId: string) => string): Promise<void> {
  const heir = await (await callerFor(org)).customer.heir({ id }).catch(() => null)
  if (heir && heir.id !== id) redirect(`/${org}${pathOf(heir.id)}`)
}

import 'server-only'
import { notFound } from 'next/navigation'
import { type Permission, permissionsOf } from '@/server/platform/context/permissions'
import { scopeOf } from './trpc'

/** Shows the not-found page to a person who lacks the permission to enter something there. */
export async function mustMay(slug: string, permission: Permission): Promise<void> {
  const { membership } = await scopeOf(slug)
  if (!permissionsOf(membership?.roles ?? []).has(permission)) notFound()
}

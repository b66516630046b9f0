import 'server-only'
import { notFound } from 'next/navigation'
import { type Permission, permissionsOf } from '@/server/platform/context/permissions'
import { scopeOf } from './trpc'

/** A page that is only for entering something is not there for who may not. */
export async function mustMay(slug: string, permission: Permission): Promise<void> {
  const { membership } = await scopeOf(slug)
  if (!permissionsOf(membership?.roles ?? []).has(permission)) notFound()
}

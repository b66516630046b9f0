'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { Permission } from '@/server/platform/context/permissions'

const Context = createContext<ReadonlySet<Permission>>(new Set())

/** Gives the components inside the person's permissions in this organisation. */
export function MayProvider({ permissions, children }: { permissions: readonly Permission[]; children: ReactNode }) {
  return <Context value={new Set(permissions)}>{children}</Context>
}

/** Whether to show an action; the server checks again when it is used: `useMay()('customer.change')`. */
export function useMay() {
  const permissions = useContext(Context)
  return (permission: Permission) => permissions.has(permission)
}

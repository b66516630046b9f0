'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { Permission } from '@/server/platform/context/permissions'

const Context = createContext<ReadonlySet<Permission>>(new Set())

/** Tells everything inside what the person may do in this organisation. */
export function MayProvider({ permissions, children }: { permissions: readonly Permission[]; children: ReactNode }) {
  return <Context value={new Set(permissions)}>{children}</Context>
}

/** Whether to offer something at all; the server decides again when it is done: `useMay()('customer.change')`. */
export function useMay() {
  const permissions = useContext(Context)
  return (permission: Permission) => permissions.has(permission)
}

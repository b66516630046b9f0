'use client'

import { useSearchParams } from 'next/navigation'
import { useWorkspace } from './ui/workspace'

/** The address of a list's CSV file, with the filters of the current URL: `useExportHref('customers')`. `of` names the record whose rows they are. */
export function useExportHref(list: string, of: Readonly<Record<string, string>> = {}): string {
  const { slug } = useWorkspace()
  const search = new URLSearchParams(useSearchParams())
  search.delete('after')
  search.delete('before')
  for (const [key, value] of Object.entries(of)) search.set(key, value)
  search.set('organisation', slug)
  return `/api/export/${list}?${search}`
}

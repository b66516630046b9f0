'use client'

import { useSearchParams } from 'next/navigation'
import { useWorkspace } from './ui/workspace'

/** The address of a list's CSV file, with the filters of the current URL: `useExportHref('customers')`. */
export function useExportHref(list: string): string {
  const { slug } = useWorkspace()
  const search = new URLSearchParams(useSearchParams())
  search.delete('after')
  search.delete('before')
  search.set('organisation', slug)
  return `/api/export/${list}?${search}`
}

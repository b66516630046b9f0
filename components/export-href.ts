'use client'

import { useSearchParams } from 'next/navigation'
import { useWorkspace } from './ui/workspace'

/** Where the rows of a list come as CSV, by the filters that its URL has now: `useExportHref('customers')`. */
export function useExportHref(list: string): string {
  const { slug } = useWorkspace()
  const search = new URLSearchParams(useSearchParams())
  search.delete('after')
  search.delete('before')
  search.set('organisation', slug)
  return `/api/export/${list}?${search}`
}

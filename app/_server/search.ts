import type { ListSearch } from '@/server/platform/lists/pages'

/** What a page is given as its search parameters. */
export type PageSearch = Promise<Record<string, string | string[] | undefined>>

/** The search of a list; a parameter that is there twice counts once, the first. */
export async function searchOf(given: PageSearch): Promise<ListSearch> {
  const entries = Object.entries(await given).map(([key, value]) => [key, Array.isArray(value) ? value[0] : value])
  return Object.fromEntries(entries)
}

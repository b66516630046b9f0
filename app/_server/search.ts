import type { ListSearch } from '@/server/platform/lists/pages'

/** The search parameters that Next gives to a page. */
export type PageSearch = Promise<Record<string, string | string[] | undefined>>

/** The search of a list. Of a parameter that occurs twice, the first one counts. */
export async function searchOf(given: PageSearch): Promise<ListSearch> {
  const entries = Object.entries(await given).map(([key, value]) => [key, Array.isArray(value) ? value[0] : value])
  return Object.fromEntries(entries)
}

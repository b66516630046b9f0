interface Place {
  postcode?: string | null
  city?: string | null
  region?: string | null
  /** ISO 3166, two letters. */
  country?: string | null
}

/** Where the town stands before the postcode; elsewhere the postcode leads. */
const townFirst = new Set([
  'GB',
  'IE',
  'GG',
  'JE',
  'IM',
  'US',
  'CA',
  'AU',
  'NZ',
  'IN',
  'SG',
  'HK',
  'ZA',
  'TH',
  'TW',
  'ID',
])
/** Where the region stands between them: `Springfield, IL 62701`. */
const regionBetween = new Set(['US', 'CA', 'AU'])

/**
 * Town and postcode as the post of that country wants them, the region with them where it belongs there,
 * else on a line of its own. A postcode never breaks at the end of a line.
 */
export function placeLines({ postcode: given, city, region, country }: Place): string[] {
  const code = country ?? ''
  const postcode = given?.replaceAll(' ', '\u00a0')
  const between = regionBetween.has(code)
  const town = between && region ? [city, region].filter(Boolean).join(code === 'AU' ? ' ' : ', ') : city
  const place = (townFirst.has(code) ? [town, postcode] : [postcode, town]).filter(Boolean).join(' ')
  return [place, between ? null : region].filter((line): line is string => Boolean(line))
}

/** Whether goods and papers find their way: street and town are there; not every country has a postcode. The seller is asked the same as the buyer. */
export function isWholeAddress({ line, city }: { line?: string | null; city?: string | null }): boolean {
  return Boolean(line?.trim() && city?.trim())
}

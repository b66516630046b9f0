interface Place {
  postcode?: string | null
  city?: string | null
  region?: string | null
  /** ISO 3166, two letters. */
  country?: string | null
}

/** Countries that write the town before the postcode; elsewhere the postcode comes first. */
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
/** Countries that write the region between town and postcode: `Springfield, IL 62701`. */
const regionBetween = new Set(['US', 'CA', 'AU'])

/**
 * Town and postcode in the form of that country's post. The region is on the same line where it belongs there,
 * otherwise on its own line. A postcode is never broken at the end of a line.
 */
export function placeLines({ postcode: given, city, region, country }: Place): string[] {
  const code = country ?? ''
  const postcode = given?.replaceAll(' ', '\u00a0')
  const between = regionBetween.has(code)
  const town = between && region ? [city, region].filter(Boolean).join(code === 'AU' ? ' ' : ', ') : city
  const place = (townFirst.has(code) ? [town, postcode] : [postcode, town]).filter(Boolean).join(' ')
  return [place, between ? null : region].filter((line): line is string => Boolean(line))
}

/**
 * Whether an address is complete enough for goods and papers: it has street and town; not every country has postcodes.
 * Seller and buyer must meet the same rule.
 */
export function isWholeAddress({ line, city }: { line?: string | null; city?: string | null }): boolean {
  return Boolean(line?.trim() && city?.trim())
}

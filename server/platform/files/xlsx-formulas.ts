import { refuse } from '../context/errors'

/** Cells with a formula whose result was not stored, among the formulas of a sheet; a program writes such, no table program does. */
const withoutResult = /<f\b[^>]*(?:\/>|>[^<]*<\/f>)\s*(?:<v\s*\/>|<v>\s*<\/v>)?\s*<\/c>/g
/** A single one of them is said beside its row; a list of them is refused as a whole. */
const mostWithoutResult = 20

/** Refuses a sheet of which most formulas have no result, because nothing of it could be read: SHEET_FORMULAS, with how many there are. */
export function checkFormulas(sheet: string): void {
  const all = sheet.match(/<f\b/g)?.length ?? 0
  if (all <= mostWithoutResult) return
  const empty = sheet.match(withoutResult)?.length ?? 0
  if (empty > mostWithoutResult && 2 * empty > all) refuse('SHEET_FORMULAS', { count: empty })
}

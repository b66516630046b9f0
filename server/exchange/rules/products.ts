import type { Pack } from '@/server/catalog/rules'
import { gtin14 } from '@/server/catalog/rules'
import { productInput } from '@/server/catalog/schema'
import { quantityToDecimal } from '@/server/platform/money/quantity'
import { productOf } from './called'
import { type Cells, isProblem, type Problem, withoutApostrophe } from './cells'
import { asText, type Change, type Decided, madeNew, type Reading, type SaidRow, wrongRow } from './decided'
import { givenIn, productKey } from './product-cells'
import type { KnownProduct, ProductSurroundings, ProductWrite } from './product-known'
import { packField, packsIn, packsSaid } from './product-packs'
import { categoryIn, successorIn } from './product-related'
import { returnablesIn, returnablesSaid } from './product-returnables'
import { archivedIn, costIn, stateChanges } from './product-state'

const facts =
  'gtin name taxCategoryId unitPrice priceQuantity floorPrice weightGrams categoryId description lengthMm widthMm heightMm originCountry tariffCode successorId minQuantity multiple refusesShort'.split(
    ' ',
  ) as Exclude<keyof KnownProduct & keyof ProductWrite, 'packs' | 'returnables'>[]
/** What a product that is there is only given on its own page, with the reason. */
const stays = {
  kind: 'KIND_STAYS',
  unit: 'MEASURE_STAYS',
  places: 'MEASURE_STAYS',
  tracking: 'TRACKING_STAYS',
} as const
const columnOf: Record<string, string> = { taxCategoryId: 'tax', categoryId: 'category', successorId: 'successor' }

/** What the form's own rules say of the facts of a row, each beside the column that says it. */
function formProblems(said: unknown): { facts: ReturnType<typeof productInput.parse> | null; problems: Problem[] } {
  const parsed = productInput.safeParse(said)
  if (parsed.success) return { facts: parsed.data, problems: [] }
  const packs = (said as { packs: Pack[] }).packs
  return {
    facts: null,
    problems: parsed.error.issues.map(({ path: [first, nth, what], message }) => ({
      field: first === 'packs' ? packField(packs[Number(nth)]?.unit, what) : String(first ?? 'sku'),
      code: 'SAID',
      parameters: { words: message },
    })),
  }
}

/** Barcodes that another product has. */
function taken(
  after: { gtin: string | null; packs?: readonly Pack[] | undefined },
  own: string | undefined,
  { gtins }: ProductSurroundings,
): Problem[] {
  const has = (gtin: string | null) => gtin !== null && (gtins.get(gtin14(gtin)) ?? own) !== own
  const problem = (field: string) => ({ field, code: 'GTIN_TAKEN' })
  return [
    ...(has(after.gtin) ? [problem('gtin')] : []),
    ...(after.packs ?? []).filter(({ gtin }) => has(gtin)).map(({ unit }) => problem(packField(unit, 'gtin'))),
  ]
}

/** What of a product that is there a file may not change. */
const fixed = (known: KnownProduct, given: Record<string, unknown>): Problem[] =>
  Object.entries(stays).flatMap(([field, code]) =>
    given[field] === undefined || given[field] === known[field as keyof typeof stays] ? [] : [{ field, code }],
  )

/** What stands of a product before the row is read; a new one has the standard tax. */
function stood(known: KnownProduct | null, standard: string | undefined): Record<string, unknown> {
  return known ? Object.fromEntries(facts.map((field) => [field, known[field]])) : { taxCategoryId: standard }
}

/** What a row says, by the form's rules and by what is there. */
function readIn(cells: Cells, known: KnownProduct | null, around: ProductSurroundings, reading: Reading) {
  const { given, problems, places } = givenIn(cells, around, reading, known ?? undefined)
  const [archived, cost] = [archivedIn(cells), costIn(cells, reading)]
  problems.push(...[archived, cost].filter(isProblem))
  // One that is out of use in both programs is as it should be.
  if (known?.archived && archived !== true) problems.push({ field: 'sku', code: 'PRODUCT_ARCHIVED' })
  if (known) problems.push(...fixed(known, given))
  const category = categoryIn(cells, around, known?.categoryId ?? null)
  const successor = successorIn(cells, around)
  const packs = packsIn(cells, known?.packs ?? [], places, reading)
  const packed = returnablesIn(cells, known?.returnables ?? [], around.packaging, places, reading)
  problems.push(...[category.problem, successor.problem].filter((one) => one !== undefined))
  problems.push(...packs.problems, ...packed.problems)
  const standard = around.taxes.find((one) => one.isDefault)?.id
  const before = stood(known, standard)
  const form = formProblems({
    ...before,
    ...given,
    ...(category.id ? { categoryId: category.id } : {}),
    ...(successor.id ? { successorId: successor.id } : {}),
    packs: packs.packs,
    returnables: packed.returnables,
    ...(known ? { sku: known.sku, kind: known.kind, unit: known.unit, places, tracking: known.tracking } : {}),
  })
  problems.push(...form.problems)
  if (form.facts) {
    if (archived !== true) problems.push(...taken(form.facts, known?.id, around))
    const { tracking, kind } = form.facts
    if (packed.returnables.length > 0 && kind !== 'GOODS') problems.push({ field: 'returnables', code: 'PACKS_GOODS' })
    if (tracking !== 'NONE' && kind !== 'GOODS') problems.push({ field: 'tracking', code: 'TRACKS_GOODS' })
    if (tracking === 'SERIAL' && places > 0) problems.push({ field: 'tracking', code: 'TRACKS_PIECES' })
  }
  const after = form.facts && { ...form.facts, taxCategoryId: form.facts.taxCategoryId ?? (standard as string) }
  return {
    problems,
    before,
    after,
    places,
    newCategory: category.made ?? null,
    newSuccessor: successor.made ?? null,
    unitCost: isProblem(cost) ? null : cost,
    archived: archived === true,
  }
}

/** What becomes of a row of products, by the rules of the form. */
export function decideProduct(
  { place, cells }: SaidRow,
  around: ProductSurroundings,
  reading: Reading,
): Decided<ProductWrite> {
  const key = productKey(cells)
  const known = productOf(around.known, withoutApostrophe(cells.sku ?? '')) ?? null
  const { problems, before, after, places, newCategory, newSuccessor, unitCost, archived } = readIn(
    cells,
    known,
    around,
    reading,
  )
  if (problems.length > 0 || !after) return wrongRow(place, key, problems)
  if (known?.archived)
    return { place, key, outcome: 'SAME', recordId: known.id, changes: [], problems: [], before: null, write: null }
  const state = stateChanges(known, unitCost, archived)
  const costs = state.some(([field]) => field === 'cost')
  const { packs = [], returnables = [], ...rest } = after
  const [packsBefore, packsAfter] = [packsSaid(known?.packs ?? [], places), packsSaid(packs, places)]
  const packedBefore = (known?.returnables ?? []).map(({ productId, per }) => ({ returnableId: productId, per }))
  const skuOf = (id: string) =>
    known?.returnables.find((one) => one.productId === id)?.sku ?? around.packaging.find((one) => one.id === id)?.sku
  const saidPacked = (list: typeof returnables) => returnablesSaid(list, skuOf, places)
  const isPackedAnew = saidPacked(packedBefore) !== saidPacked(returnables)
  const changed = known ? facts.filter((field) => differs(field, known[field], rest[field])) : []
  const related: Change[] = [
    ...(newCategory ? [['category', known?.categoryName ?? '', madeNew(newCategory)] as const] : []),
    ...(newSuccessor ? [['successor', known?.successorSku ?? '', newSuccessor] as const] : []),
  ]
  const said = wordsOf(around, places)
  const changes: Change[] = [
    ...changed.map(
      (field): Change => [columnOf[field] ?? field, said(field, known?.[field]), said(field, rest[field])],
    ),
    ...related,
    ...state,
    ...(known && packsBefore !== packsAfter ? [['otherPacks', packsBefore, packsAfter] as const] : []),
    ...(known && isPackedAnew ? [['returnables', saidPacked(packedBefore), saidPacked(returnables)] as const] : []),
  ]
  const outcome = !known ? 'NEW' : changes.length > 0 ? 'CHANGED' : 'SAME'
  const packsChange = { ...(packsBefore !== packsAfter && { packs }), ...(isPackedAnew && { returnables }) }
  const stoodBefore = {
    ...(packsBefore !== packsAfter && { packs: known?.packs }),
    ...(isPackedAnew && { returnables: packedBefore }),
    ...(costs && { costWas: known?.unitCost ?? null, costSet: unitCost }),
    ...(archived && { wasInUse: true }),
  }
  return {
    place,
    key,
    outcome,
    recordId: known?.id ?? null,
    changes,
    problems: [],
    before: outcome === 'CHANGED' ? { ...before, ...stoodBefore } : null,
    write:
      outcome === 'SAME'
        ? null
        : {
            ...rest,
            ...packsChange,
            newCategory,
            newSuccessor,
            newCost: !known || costs ? unitCost : null,
            isOut: archived,
            priceBefore: known?.unitPrice ?? rest.unitPrice,
          },
  }
}

/** Values as people read them in a preview: names for ids, and quantities in units. */
function wordsOf({ taxes, categories, successors, known }: ProductSurroundings, places: number) {
  const names: Record<string, (id: string) => string | null | undefined> = {
    taxCategoryId: (id) => taxes.find((one) => one.id === id)?.name,
    categoryId: (id) =>
      categories.find((one) => one.id === id)?.name ?? known.find((one) => one.categoryId === id)?.categoryName,
    successorId: (id) =>
      successors.find((one) => one.id === id)?.sku ?? known.find((one) => one.successorId === id)?.successorSku,
  }
  return (field: string, value: unknown) => {
    if (field === 'minQuantity' || field === 'multiple') return quantityToDecimal(Number(value), places)
    return names[field]?.(String(value)) ?? asText(value)
  }
}

const decimals = new Set<string>(['unitPrice', 'floorPrice'])

/** Whether two values of a field differ; 10 and 10.00 are one price. */
function differs(field: string, before: unknown, after: unknown): boolean {
  const plain = (value: unknown) => {
    if (value === null || value === undefined) return ''
    return decimals.has(field)
      ? String(value)
          .replace(/(\.\d*?)0+$/, '$1')
          .replace(/\.$/, '')
      : String(value)
  }
  return plain(before) !== plain(after)
}

import { keepPicture } from '@/server/catalog/mutations/picture'
import { picturesOf } from '@/server/catalog/queries/pictures'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { drawn } from '@/server/platform/files/picture'
import { madeOf } from './kinds'

type Shape = (body: string, mark: string) => string

const cup: Shape = (body, mark) =>
  `<path d="M400 230h40a70 70 0 0 1 0 140h-40" fill="none" stroke="${body}" stroke-width="34"/>
  <path d="M150 170h260v230a70 70 0 0 1-70 70H220a70 70 0 0 1-70-70z" fill="${body}"/><circle cx="280" cy="310" r="56" fill="${mark}"/>`
const jar: Shape = (body, mark) =>
  `<rect x="220" y="110" width="160" height="50" rx="12" fill="${mark}"/><rect x="190" y="160" width="220" height="320" rx="44" fill="${body}"/>
  <rect x="190" y="270" width="220" height="110" fill="#fffdf7"/><circle cx="300" cy="325" r="30" fill="${mark}"/>`
const cloth: Shape = (body, mark) =>
  `<path d="M170 120h260v350l-40 22-45-22-45 22-45-22-45 22-40-22z" fill="${body}"/><path d="M170 200h260M170 250h260M170 410h260" stroke="${mark}" stroke-width="16"/>`
const card: Shape = (body, mark) =>
  `<rect x="150" y="140" width="300" height="330" rx="10" fill="${body}"/><rect x="180" y="170" width="240" height="190" rx="6" fill="#fffdf7"/>
  <circle cx="300" cy="265" r="60" fill="${mark}"/><path d="M200 410h200" stroke="${mark}" stroke-width="14"/>`
const box: Shape = (body, mark) =>
  `<rect x="140" y="220" width="320" height="250" rx="14" fill="${body}"/><path d="M300 220v250M140 310h320" stroke="${mark}" stroke-width="30"/>
  <path d="M300 220c-90-110-170-20 0 0 170-20 90-110 0 0z" fill="${mark}"/>`
const round: Shape = (body, mark) =>
  `<circle cx="300" cy="310" r="170" fill="${body}"/><circle cx="300" cy="310" r="120" fill="#fffdf7"/><path d="M300 310v-80M300 310l60 30" stroke="${mark}" stroke-width="18" stroke-linecap="round"/>`

/** What goods of a kind look like from afar; everything else comes in a box. */
const shapes: Readonly<Record<string, Shape>> = {
  Mug: cup,
  'Espresso Cup': cup,
  'Tea Towel': cloth,
  'Oven Glove': cloth,
  Apron: cloth,
  Throw: cloth,
  'Scented Candle': jar,
  'Tealight Holder': jar,
  Vase: jar,
  Planter: cup,
  'Jam Jar Lantern': jar,
  'Hand Cream': jar,
  Honey: jar,
  'Photo Frame': card,
  Notebook: card,
  'Greeting Cards, Set of 8': card,
  'Advent Calendar': card,
  'Wall Clock': round,
  'Jewellery Dish': round,
}

/** The colours of each pattern, in their order. */
const colours: readonly (readonly [body: string, mark: string])[] = [
  ['#b5483a', '#f3d9b1'],
  ['#5d8a4c', '#f2c94c'],
  ['#2f6690', '#e8e4da'],
]

/** A drawing of goods of a kind in the colours of a pattern. */
function drawingOf(kind: string, pattern: number): Buffer {
  const [body, mark] = colours[pattern % colours.length] as (typeof colours)[number]
  const shape = (shapes[kind] ?? box)(body, mark)
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><rect width="600" height="600" fill="#f6f3ec"/>${shape}</svg>`,
  )
}

/** So many of the best sellers have a picture; the others are seen without one. */
const pictured = 16

/** Gives the best sellers their pictures; those that are there stay. */
export async function pictureThem(ctx: Ctx, productIds: readonly string[]): Promise<void> {
  const best = productIds.slice(0, pictured)
  const [known] = await read(ctx, picturesOf(ctx, best))
  const there = new Set(known.map(({ productId }) => productId))
  for (const [index, productId] of best.entries())
    if (!there.has(productId)) await keepPicture(ctx, productId, await drawn(drawingOf(madeOf(index), index), 'svg'))
}

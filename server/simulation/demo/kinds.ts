import { goods } from './words'

/** What goods of a kind are like. */
export interface Made {
  category: string
  description: string
  /** ISO 3166-1. */
  origin: string
  /** Six digits of the Harmonized System. */
  tariff: string
  /** Length, width and height in millimetres. */
  size?: readonly [number, number, number]
}

const made = (category: string, description: string, origin: string, tariff: string, size?: Made['size']): Made => ({
  category,
  description,
  origin,
  tariff,
  ...(size && { size }),
})

/** The kinds of goods in the story: those that come in patterns by their names, the others by a word. */
export const kinds: Readonly<Record<string, Made>> = {
  Mug: made(
    'Kitchen and table',
    'Stoneware, 300 ml, glazed inside. Goes into the dishwasher.',
    'PT',
    '691200',
    [120, 90, 95],
  ),
  'Espresso Cup': made('Kitchen and table', 'Porcelain, 80 ml, with its saucer.', 'PT', '691110', [85, 65, 60]),
  'Tea Towel': made('Kitchen and table', 'Cotton, 50 × 70 cm, printed by hand.', 'IN', '630291'),
  'Oven Glove': made('Kitchen and table', 'Cotton, quilted; up to 200 °C.', 'IN', '630790'),
  Apron: made('Kitchen and table', 'Cotton, one size, with a pocket.', 'IN', '621142'),
  'Scented Candle': made(
    'Candles and light',
    'Rapeseed wax in a glass; burns for about 40 hours.',
    'GB',
    '340600',
    [80, 80, 95],
  ),
  'Tealight Holder': made(
    'Candles and light',
    'Pressed glass. Tealights are sold apart.',
    'CZ',
    '701399',
    [70, 70, 65],
  ),
  'Photo Frame': made('Home', 'Beech with glass, for pictures of 13 × 18 cm.', 'PL', '441490', [230, 180, 20]),
  Notebook: made('Paper and cards', 'A5, 96 pages of recycled paper, stitched.', 'DE', '482010', [210, 148, 12]),
  'Greeting Cards, Set of 8': made(
    'Paper and cards',
    'Eight cards with envelopes, blank inside.',
    'GB',
    '490900',
    [150, 110, 20],
  ),
  'Gift Wrap, 3 Sheets': made('Paper and cards', 'Three sheets of 50 × 70 cm, folded.', 'GB', '481190'),
  'Gift Bag': made('Paper and cards', 'Paper with cotton handles, 18 × 23 × 10 cm.', 'CN', '481940'),
  Cushion: made('Home', 'Cotton cover with a zip, filled; 45 × 45 cm.', 'IN', '940490', [450, 450, 120]),
  Throw: made('Home', 'Recycled wool, 130 × 180 cm.', 'IT', '630120', [400, 300, 80]),
  'Door Stop': made('Home', 'Cotton, filled with sand.', 'GB', '630790', [140, 140, 180]),
  Vase: made('Home', 'Earthenware, watertight.', 'PT', '691390', [120, 120, 240]),
  Planter: made('Garden', 'Glazed, with a saucer, for pots up to 14 cm.', 'VN', '691490', [160, 160, 150]),
  'Serving Tray': made('Kitchen and table', 'Birch, 43 × 33 cm.', 'SE', '441990', [430, 330, 25]),
  'Coasters, Set of 4': made('Kitchen and table', 'Cork-backed, 10 × 10 cm.', 'GB', '450390', [100, 100, 30]),
  'Placemats, Set of 4': made('Kitchen and table', 'Cork-backed, 29 × 21.5 cm.', 'GB', '450390', [290, 215, 30]),
  'Jam Jar Lantern': made(
    'Candles and light',
    'Glass with a wire handle, for tealights.',
    'GB',
    '701399',
    [90, 90, 150],
  ),
  'Wind Chime': made('Garden', 'Bamboo and aluminium, 55 cm.', 'CN', '830629'),
  'Wall Clock': made(
    'Home',
    'Quiet movement, 30 cm; runs on one AA battery, which is sold apart.',
    'DE',
    '910521',
    [300, 300, 45],
  ),
  'Jewellery Dish': made('Home', 'Porcelain with a gold rim, 10 cm.', 'PT', '691310', [100, 100, 20]),
  'Soap, 150 g': made('Bath and body', 'Olive and shea, without palm oil.', 'FR', '340111', [90, 60, 35]),
  'Hand Cream': made('Bath and body', '75 ml, in an aluminium tube.', 'FR', '330499', [150, 45, 35]),
  'Jigsaw, 500 Pieces': made(
    'Games and season',
    '500 pieces of recycled board, 48 × 34 cm when laid.',
    'NL',
    '950300',
    [250, 180, 60],
  ),
  'Wooden Ornament': made('Games and season', 'Cut from birch, with a cotton loop.', 'EE', '442019'),
  'Advent Calendar': made('Games and season', '24 doors with pictures; no sweets.', 'DE', '491000', [420, 300, 5]),
  'Wash Bag': made('Bath and body', 'Coated cotton, lined, with a zip.', 'IN', '420222', [240, 160, 40]),
  Coffee: made('Food and drink', 'Roasted each week; keeps for six months in a closed bag.', 'GB', '090121'),
  Ribbon: made('Paper and cards', 'Woven linen, cut from the roll.', 'BE', '580639'),
  Honey: made('Food and drink', 'Cold-filled; may set when it is cold.', 'GB', '040900', [75, 75, 95]),
  Lemonade: made('Food and drink', 'Cloudy, with lemons from Sicily, in returnable bottles.', 'IT', '220210'),
  Truffles: made('Food and drink', 'Twelve truffles. Contains milk, may contain nuts.', 'BE', '180690', [160, 110, 35]),
  Radio: made('Home', 'Walnut case, DAB+ and FM, with a mains cable.', 'DE', '852719', [220, 120, 130]),
}

/** What kind of goods the nth product of the story is. */
export const madeOf = (index: number): string => (goods[index % goods.length] as (typeof goods)[number])[0]

/** The names in the demo organisation. Businesses, streets and people are invented. */

export const patterns = [
  'Robin',
  'Meadow',
  'Harbour',
  'Starlight',
  'Bramble',
  'Lighthouse',
  'Fern',
  'Wren',
  'Orchard',
  'Thistle',
]

/** Name, price in the currency, weight in grams. */
export const goods: readonly (readonly [name: string, price: number, grams: number])[] = [
  ['Mug', 4.6, 340],
  ['Espresso Cup', 3.2, 160],
  ['Tea Towel', 3.4, 90],
  ['Oven Glove', 4.9, 180],
  ['Apron', 7.5, 260],
  ['Scented Candle', 5.8, 310],
  ['Tealight Holder', 2.4, 140],
  ['Photo Frame', 6.2, 420],
  ['Notebook', 2.9, 190],
  ['Greeting Cards, Set of 8', 3.6, 120],
  ['Gift Wrap, 3 Sheets', 1.9, 80],
  ['Gift Bag', 0.95, 45],
  ['Cushion', 9.8, 480],
  ['Throw', 17.5, 900],
  ['Door Stop', 7.9, 1400],
  ['Vase', 8.4, 650],
  ['Planter', 6.9, 720],
  ['Serving Tray', 9.6, 540],
  ['Coasters, Set of 4', 4.2, 220],
  ['Placemats, Set of 4', 8.8, 640],
  ['Jam Jar Lantern', 3.8, 380],
  ['Wind Chime', 6.4, 290],
  ['Wall Clock', 13.2, 860],
  ['Jewellery Dish', 3.1, 110],
  ['Soap, 150 g', 1.8, 165],
  ['Hand Cream', 3.3, 95],
  ['Jigsaw, 500 Pieces', 6.6, 560],
  ['Wooden Ornament', 1.6, 40],
  ['Advent Calendar', 4.4, 210],
  ['Wash Bag', 5.9, 150],
]

export const surnames =
  'Penrose Ashdown Tilbrook Harland Cresswell Overbury Maddock Fairley Longmire Wetherby Selwood Brackley Hallam Roscoe Tremaine Dunmore Kettley Marchbank Oakeshott Purslow Redfearn Stavely Thorley Winstone Yarrow'.split(
    ' ',
  )
export const trades = [
  'Gifts',
  'Gift Shop',
  'Home & Garden',
  'Interiors',
  'Cards & Gifts',
  'Farm Shop',
  'Stationers',
  'Emporium',
  'Trading',
  'Country Stores',
]
export const signs =
  'Copper Kettle,Blue Door,Paper Lantern,Old Post Office,Silver Birch,Tin Soldier,Little Wren,Hidden Courtyard,Painted Barn,Lemon Tree,Corner House,Honey Pot,Wooden Spoon,Crooked Shelf,Market Hall,Garden Gate,Potting Shed,Red Bicycle,Pickled Onion,Velvet Fox,Sea Glass,Lamplighter,Button Box,Gingham Goose,Quiet Fox'.split(
    ',',
  )
export const streets =
  'High Street,Market Place,Church Lane,Mill Road,Station Parade,Castle Street,Bridge Street,The Shambles,Quay Side,Abbey Walk'.split(
    ',',
  )
/** Towns and the outward part of their postcodes. */
export const towns: readonly (readonly [town: string, outward: string])[] = [
  ['Ludlow', 'SY8'],
  ['Whitby', 'YO21'],
  ['Totnes', 'TQ9'],
  ['Hexham', 'NE46'],
  ['Stamford', 'PE9'],
  ['Frome', 'BA11'],
  ['Keswick', 'CA12'],
  ['Hay-on-Wye', 'HR3'],
  ['Southwold', 'IP18'],
  ['Tetbury', 'GL8'],
  ['Holt', 'NR25'],
  ['Rye', 'TN31'],
  ['Bakewell', 'DE45'],
  ['Crickhowell', 'NP8'],
  ['Pitlochry', 'PH16'],
  ['Marlborough', 'SN8'],
]
export const shortCauses = ['NOT_FOUND', 'BIN_EMPTY', 'DAMAGED', 'WRONG_PRODUCT'] as const
export const returnCauses = ['DAMAGED', 'WRONG_PRODUCT', 'NOT_WANTED', 'OTHER'] as const
export const cancelReasons = [
  'Ordered twice',
  'The shop closes for rebuilding',
  'Found it cheaper',
  'Wrong delivery day',
]
export const expenses = ['Harbour Road Rent', 'Northern Parcel Carriers', 'Brightside Energy', 'Wages']

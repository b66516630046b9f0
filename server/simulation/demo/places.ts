import { needsState } from '@/server/platform/place/states'

/** Names of businesses and streets in one language. `%` stands for a surname, `#` for a house number. */
export interface Tongue {
  surnames: readonly string[]
  businesses: readonly string[]
  streets: readonly string[]
}

/** Towns with their postcodes and, in a country of states, their states. They are real, so that addresses look right; the customers are invented. */
type Towns = readonly (readonly [town: string, postcode: string, state: string])[]

const words = (text: string) => text.split(' ')
/** Towns as 'Hobart/TAS:7000'. A town that names no state is called as its state, if it has one: Nara, Segovia. */
const places = (text: string): Towns =>
  text.split(', ').map((place) => {
    const [where = '', postcode = ''] = place.split(':')
    const [town = '', state = town] = where.split('/')
    return [town, postcode, state] as const
  })

// Seventeen surnames and six kinds of business in each language: none of a hundred customers share a name.
const german: Tongue = {
  surnames: words(
    'Albers Brandner Czerny Dornfeld Eichhorn Falkner Grothe Heller Imhof Jansen Kessler Lindner Mertens Nolte Overbeck Pohl Rieger',
  ),
  businesses: ['Geschenke %', 'Hofladen %', '% & Partner', 'Papeterie %', 'Blumen %', '% Wohnen'],
  streets: ['Hauptstraße #', 'Bahnhofstraße #', 'Marktplatz #', 'Gartenweg #', 'Am Mühlbach #'],
}
const french: Tongue = {
  surnames: words(
    'Aubert Besson Chevrier Dumas Escoffier Ferrand Garnier Hamelin Imbert Joubert Lacombe Marchal Noiret Perrin Quentin Renaud Sorel',
  ),
  businesses: ['Maison %', 'Papeterie %', '% et Fils', 'Au Comptoir %', 'Librairie %', 'Fleurs %'],
  streets: ['# rue de la Gare', '# place du Marché', '# rue des Tilleuls', '# avenue Victor Hugo', '# rue du Moulin'],
}
const spanish: Tongue = {
  surnames: words(
    'Alarcón Benítez Calvo Delgado Espinosa Fuentes Galván Herrero Iglesias Jurado Lozano Medina Navarro Ordóñez Pastor Quintana Robles',
  ),
  businesses: ['Regalos %', 'Casa %', '% e Hijos', 'Papelería %', 'Librería %', 'Flores %'],
  streets: ['Calle Mayor #', 'Plaza del Mercado #', 'Calle de la Estación #', 'Paseo del Río #', 'Calle Nueva #'],
}
const italian: Tongue = {
  surnames: words(
    'Arioli Bassi Conti Donati Esposti Ferri Galli Innocenti Lombardi Marchetti Neri Orsini Pagani Rinaldi Santoro Tedesco Valenti',
  ),
  businesses: ['Regali %', 'Casa %', '% & Figli', 'Cartoleria %', 'Libreria %', 'Fiori %'],
  streets: ['Via Roma #', 'Piazza del Mercato #', 'Via della Stazione #', 'Corso Italia #', 'Via dei Mulini #'],
}
const dutch: Tongue = {
  surnames: words(
    'Aerts Bakker Claes Dekker Evers Franken Geerts Hendriks Jonker Kuiper Lambrecht Mulder Nagel Peeters Smit Timmer Vermeer',
  ),
  businesses: ['% Cadeaus', 'Huis %', '% en Zonen', 'Papierwinkel %', 'Boekhandel %', 'Bloemen %'],
  streets: ['Dorpsstraat #', 'Stationsweg #', 'Marktplein #', 'Molenlaan #', 'Kerkstraat #'],
}
const japanese: Tongue = {
  surnames: words(
    'Aoki Endo Fujita Hara Ishida Kondo Maeda Nakano Ogawa Okada Sakai Shibata Takeda Ueda Wada Yano Yokota',
  ),
  businesses: ['% Shoten', 'Zakka %', '% Trading KK', 'Bunbogu %', '% Hana', 'Kurashi no %'],
  streets: ['#-2 Honcho', '#-5 Ekimae', '#-1 Sakuragaoka', '#-8 Minamimachi', '#-3 Chuo'],
}

const tongues: Record<string, Tongue> = {
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  nl: dutch,
  ja: japanese,
}

const towns: Record<string, Towns> = {
  AT: places('Graz:8010, Linz:4020, Salzburg:5020, Wels:4600, Krems:3500'),
  AU: places('Ballarat/VIC:3350, Bathurst/NSW:2795, Fremantle/WA:6160, Hobart/TAS:7000, Toowoomba/QLD:4350'),
  BE: places('Gent:9000, Leuven:3000, Brugge:8000, Mechelen:2800, Hasselt:3500'),
  CA: places('Kingston/ON:K7L 1A1, Halifax/NS:B3J 1A1, Guelph/ON:N1H 1A1, Nelson/BC:V1L 1A1, Moncton/NB:E1C 1A1'),
  CH: places('Winterthur:8400, Chur:7000, Aarau:5000, Thun:3600, Solothurn:4500'),
  DE: places('Hamburg:20095, Leipzig:04109, Freiburg:79098, Münster:48143, Regensburg:93047, Bremen:28195'),
  ES: places('Girona:17001, Burgos:09001, Cádiz:11001, Oviedo/Asturias:33001, Segovia:40001'),
  FR: places('Annecy:74000, Dijon:21000, Rennes:35000, Avignon:84000, Tours:37000'),
  IE: places('Galway:H91 E2K3, Kilkenny:R95 X8N2, Sligo:F91 D6T4, Ennis:V95 A3C8, Cork:T12 P4W7'),
  IT: places('Lucca/LU:55100, Trento/TN:38122, Parma/PR:43121, Lecce/LE:73100, Pavia/PV:27100'),
  JP: places(
    'Kanazawa/Ishikawa:920-0853, Matsumoto/Nagano:390-0811, Kurashiki/Okayama:710-0055, Otaru/Hokkaido:047-0032, Nara:630-8215',
  ),
  NL: places('Utrecht:3511 AB, Zwolle:8011 CD, Leiden:2311 EF, Breda:4811 GH, Deventer:7411 JK'),
  NZ: places('Nelson:7010, Napier:4110, Dunedin:9016, Tauranga:3110, Whanganui:4500'),
  US: places('Burlington/VT:05401, Asheville/NC:28801, Boise/ID:83702, Savannah/GA:31401, Duluth/MN:55802'),
}

/** The words of a locale's language; undefined where the story has none, and the caller takes English. */
export const tongueOf = (locale: string): Tongue | undefined => tongues[locale.slice(0, 2)]

/** The towns of a country; undefined where the story knows none. */
export const townsOf = (country: string): Towns | undefined => towns[country]

/** The state of a town of the story, as an address of its country has it; nothing in a country without states. */
export const stateIn = (country: string, state: string): { billRegion?: string } =>
  needsState(country) ? { billRegion: state } : {}

/** Names of businesses and streets in one language. `%` stands for a surname, `#` for a house number. */
export interface Tongue {
  surnames: readonly string[]
  businesses: readonly string[]
  streets: readonly string[]
}

/** Towns and their postcodes. They are real, so that addresses look right; the customers are invented. */
type Towns = readonly (readonly [town: string, postcode: string])[]

const words = (text: string) => text.split(' ')
const pairs = (text: string): Towns =>
  text.split(', ').map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)] as const)

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
  AT: pairs('Graz:8010, Linz:4020, Salzburg:5020, Wels:4600, Krems:3500'),
  AU: pairs('Ballarat:3350, Bathurst:2795, Fremantle:6160, Hobart:7000, Toowoomba:4350'),
  BE: pairs('Gent:9000, Leuven:3000, Brugge:8000, Mechelen:2800, Hasselt:3500'),
  CA: pairs('Kingston:K7L 1A1, Halifax:B3J 1A1, Guelph:N1H 1A1, Nelson:V1L 1A1, Moncton:E1C 1A1'),
  CH: pairs('Winterthur:8400, Chur:7000, Aarau:5000, Thun:3600, Solothurn:4500'),
  DE: pairs('Hamburg:20095, Leipzig:04109, Freiburg:79098, Münster:48143, Regensburg:93047, Bremen:28195'),
  ES: pairs('Girona:17001, Burgos:09001, Cádiz:11001, Oviedo:33001, Segovia:40001'),
  FR: pairs('Annecy:74000, Dijon:21000, Rennes:35000, Avignon:84000, Tours:37000'),
  IE: pairs('Galway:H91 E2K3, Kilkenny:R95 X8N2, Sligo:F91 D6T4, Ennis:V95 A3C8, Cork:T12 P4W7'),
  IT: pairs('Lucca:55100, Trento:38122, Parma:43121, Lecce:73100, Pavia:27100'),
  JP: pairs('Kanazawa:920-0853, Matsumoto:390-0811, Kurashiki:710-0055, Otaru:047-0032, Nara:630-8215'),
  NL: pairs('Utrecht:3511 AB, Zwolle:8011 CD, Leiden:2311 EF, Breda:4811 GH, Deventer:7411 JK'),
  NZ: pairs('Nelson:7010, Napier:4110, Dunedin:9016, Tauranga:3110, Whanganui:4500'),
  US: pairs('Burlington VT:05401, Asheville NC:28801, Boise ID:83702, Savannah GA:31401, Duluth MN:55802'),
}

/** The words of a locale's language; undefined where the story has none, and the caller takes English. */
export const tongueOf = (locale: string): Tongue | undefined => tongues[locale.slice(0, 2)]

/** The towns of a country; undefined where the story knows none. */
export const townsOf = (country: string): Towns | undefined => towns[country]

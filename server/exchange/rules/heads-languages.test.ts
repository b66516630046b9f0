import { describe, expect, it } from 'vitest'
import { recognised } from './heads'

describe('the heads of a file', () => {
  it.each([
    [
      'PRODUCTS',
      'Référence;Désignation;Code-barres;Poids;TVA;Prix HT;Unité',
      'sku name gtin weightKilograms tax unitPrice unit',
    ],
    [
      'PRODUCTS',
      'Artikelcode;Omschrijving;Streepjescode;Gewicht;Btw;Verkoopprijs;Eenheid',
      'sku name gtin weightKilograms tax unitPrice unit',
    ],
    [
      'PRODUCTS',
      'Referencia;Descripción;Código de barras;Peso;IVA;Precio;Unidad',
      'sku name gtin weightKilograms tax unitPrice unit',
    ],
    [
      'CUSTOMERS',
      'Numéro;Raison sociale;N° TVA;NPA;Localité;Rue;Pays;Téléphone;E-mail;Conditions de paiement',
      'number name taxNumber billPostcode billCity billLine country phone email terms',
    ],
    ['CUSTOMERS', 'Code client;Nom;Adresse;Code postal;Ville', 'number name billLine billPostcode billCity'],
    [
      'CUSTOMERS',
      'Klantnummer;Bedrijfsnaam;BTW-nummer;Postcode;Plaats;Straat;Land;Telefoon;Betalingsvoorwaarden',
      'number name taxNumber billPostcode billCity billLine country phone terms',
    ],
    [
      'CUSTOMERS',
      'Código de cliente;Razón social;NIF;Código postal;Población;Dirección;País;Teléfono;Correo electrónico;Forma de pago',
      'number name taxNumber billPostcode billCity billLine country phone email terms',
    ],
  ])('are %s in other languages too: %s', (kind, heads, fields) => {
    const { mapping, ...found } = recognised(heads.split(';'))
    expect(found).toEqual({ kind, program: null })
    expect(
      Object.entries(mapping)
        .toSorted((a, b) => a[1] - b[1])
        .map(([field]) => field)
        .join(' '),
    ).toBe(fields)
  })

  it('of the stock that Shopify writes today say what lies there now', () => {
    const heads =
      'Handle,Title,Option1 Name,Option1 Value,SKU,HS Code,COO,Location,Bin name,Incoming (not editable),Unavailable (not editable),Committed (not editable),Available (not editable),On hand (current),On hand (new)'
    expect(recognised(heads.split(','))).toEqual({
      kind: 'STOCK',
      program: 'Shopify',
      mapping: { sku: 4, quantity: 13, bin: 8, warehouse: 7 },
    })
  })
})

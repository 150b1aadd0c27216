import type { ProfileMessages } from '../en/profile.ts'

/** German: how readers know who writes. */
const profile: ProfileMessages = {
  profile: {
    heading: 'Profil',
    note: 'Was Leserinnen und Leser unter Ihren Artikeln von Ihnen sehen. Ihr Name steht auch bei dem, was Sie hier tun.',
    name: 'Name',
    line: 'Über Sie, in einer Zeile',
    lineHint: 'Darf leer sein.',
    links: 'Links',
    linksHint: 'Vollständige Adressen, eine pro Zeile, etwa https://example.org/.',
    save: 'Profil speichern',
    picture: 'Bild',
    pictureOf: 'Ihr Bild',
    pictureSend: 'Dieses Bild benutzen',
    pictureRemove: 'Bild entfernen',
    problems: {
      missing: 'Bitte geben Sie Ihren Namen an.',
      long: 'Das ist zu lang.',
      many: 'Höchstens 10 Links, jeder mit höchstens 500 Zeichen.',
      strange: 'Darin sind unsichtbare oder unlesbare Zeichen. Bitte tippen Sie es neu.',
      address:
        'Eine davon ist nicht die vollständige Adresse einer Seite wie https://example.org/, oder sie enthält einen Benutzernamen.',
    },
    address: 'E-Mail-Adresse',
    newAddress: 'Neue E-Mail-Adresse',
    addressNote: 'Mit ihr melden Sie sich an. Wer das Blog liest, sieht sie nie.',
    addressQuestion: 'Mit einer anderen Adresse anmelden?',
    addressChange: 'Adresse ändern',
  },
}

export default profile

/** The fields of a submitted form. */
export interface FormBody {
  /** A field's one value, empty if it was not sent. Throws badRequest when it was sent twice or is a file. */
  field(name: string): string
  /** All values of a field that may be there several times. Throws badRequest for a file. */
  all(name: string): string[]
  /** Every text of the form, by the name of its field, in order. */
  texts(): [name: string, value: string][]
  /** More than any comment may take, though it could be read. */
  isTooLarge: boolean
  /** Seconds until its sender may try again; 0 for nearly all. Not 0 only where a form gives back what was typed. */
  wait: number
}

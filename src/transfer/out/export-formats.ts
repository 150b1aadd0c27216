/** What a site can be written out as. */
export const exportFormats = ['afterword', 'wordpress', 'markdown'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Whether a word names one of them. */
export const isExportFormat = (name: string): name is ExportFormat =>
  exportFormats.some(format => format === name)

/** The files that are downloaded, by their formats. */
export const downloads: Readonly<Record<ExportFormat, { name: string; type: string }>> = {
  afterword: { name: 'afterword.jsonl.gz', type: 'application/gzip' },
  wordpress: { name: 'wordpress.xml.gz', type: 'application/gzip' },
  markdown: { name: 'markdown.zip', type: 'application/zip' },
}

const extensions = new Set(
  `png jpg jpeg gif svg webp avif ico bmp tif tiff heic psd eps pdf
  js mjs cjs jsx tsx css scss less htm html xhtml xml json yaml yml toml ini conf csv tsv txt log
  doc docx odt rtf xls xlsx ods ppt pptx epub
  tar gz tgz xz 7z rar exe msi dmg deb rpm apk iso jar whl gem
  mp3 mp4 m4a webm ogg wav flac avi mkv woff woff2 ttf otf eot
  php asp aspx jsp java kt go rb swift cpp hpp wasm sql sqlite bak tmp lock`.split(/\s+/),
)

/**
 * Whether what stands behind an `@`, by its labels, is a file's name or a version: it ends as files do, or it begins
 * with a number, as in `logo@2x.sketch` and `package@3.next`.
 */
export function isFileName(labels: readonly string[]): boolean {
  return extensions.has(labels.at(-1)?.toLowerCase() ?? '') || /^\d+x?$/i.test(labels[0] ?? '')
}

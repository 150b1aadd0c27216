import { webAddress } from './web-address.ts'

/** A video on a site of videos, as its address says it. */
export interface VideoAddress {
  /** The same for every way to write the address of one video. */
  key: string
  /** Who is asked about it: by oEmbed, by the page itself, or as Bilibili answers. */
  asks: { way: 'oembed' | 'page' | 'bilibili'; at: string }
}

/** A video whose picture is kept here. */
export interface KnownVideo {
  key: string
  title: string
  /** The path of its picture on this site. */
  picture: string
}

/** Takes an address and returns the video that it leads to; null where it leads to none that is known by its form. */
export function videoAt(address: string): VideoAddress | null {
  const url = address.length > 500 ? null : webAddress(address)
  if (url === null || url.port !== '') return null
  const host = url.hostname.replace(/^(?:www|m|music|player)\./, '')
  const site = sites[host]
  const id = (site ?? peerTube).idOf(url)
  if (id === null) return null
  return site
    ? { key: `${site.name}/${id}`, asks: site.asks(id) }
    : {
        key: `peertube/${url.hostname}/${id}`,
        asks: oembed(`https://${url.hostname}/services/oembed`, `https://${url.hostname}/w/${id}`),
      }
}

/** The videos whose address may stand alone on a line of an article's Markdown; which do is for the parser to say. */
export function videosIn(source: string): VideoAddress[] {
  const found = new Map<string, VideoAddress>()
  for (const [, address = ''] of source.matchAll(
    /^[ \t>*+\-\d.]{0,40}<?(https?:\/\/[^\s<>]{1,500})>?[ \t\r]*$/gim,
  )) {
    const video = found.size < mostVideos ? videoAt(address) : null
    if (video) found.set(video.key, video)
  }
  return [...found.values()]
}

/** Nobody is asked about more of one article. */
const mostVideos = 50

interface Site {
  name: string
  idOf(url: URL): string | null
  asks(id: string): VideoAddress['asks']
}

const oembed = (endpoint: string, page: string): VideoAddress['asks'] => ({
  way: 'oembed',
  at: `${endpoint}?${new URLSearchParams({ format: 'json', url: page })}`,
})

/** The one group of a path that is an id. */
const inPath =
  (pattern: RegExp) =>
  ({ pathname }: URL): string | null =>
    pattern.exec(pathname)?.[1] ?? null

const youtube: Site = {
  name: 'youtube',
  idOf(url) {
    const id =
      url.hostname === 'youtu.be'
        ? url.pathname.slice(1)
        : (inPath(/^\/(?:shorts|live|embed|v)\/([^/]+)\/?$/)(url) ?? url.searchParams.get('v') ?? '')
    return /^[\w-]{11}$/.test(id) ? id : null
  },
  asks: id => oembed('https://www.youtube.com/oembed', `https://www.youtube.com/watch?v=${id}`),
}

const dailymotion: Site = {
  name: 'dailymotion',
  idOf: inPath(/^\/(?:video\/)?([a-z\d]{5,12})\/?$/i),
  asks: id =>
    oembed('https://www.dailymotion.com/services/oembed', `https://www.dailymotion.com/video/${id}`),
}

const nicovideo: Site = {
  name: 'nicovideo',
  idOf: inPath(/^\/(?:watch\/)?((?:sm|so|nm)\d{1,12})\/?$/),
  asks: id => ({ way: 'page', at: `https://www.nicovideo.jp/watch/${id}` }),
}

const sites: Partial<Record<string, Site>> = {
  'youtube.com': youtube,
  'youtu.be': youtube,
  'youtube-nocookie.com': youtube,
  'vimeo.com': {
    name: 'vimeo',
    // One that is not listed has a second part, without which it is not shown.
    idOf: inPath(
      /^\/(?:video\/|channels\/[\w-]+\/|groups\/[\w-]+\/videos\/)?(\d{5,12}(?:\/[\da-f]{8,12})?)\/?$/,
    ),
    asks: id => oembed('https://vimeo.com/api/oembed.json', `https://vimeo.com/${id}`),
  },
  'dailymotion.com': dailymotion,
  'dai.ly': dailymotion,
  'bilibili.com': {
    name: 'bilibili',
    idOf: inPath(/^\/video\/(BV[\da-z]{10})\/?$/i),
    asks: id => ({ way: 'bilibili', at: `https://api.bilibili.com/x/web-interface/view?bvid=${id}` }),
  },
  'nicovideo.jp': nicovideo,
  'nico.ms': nicovideo,
  'ted.com': {
    name: 'ted',
    idOf: inPath(/^\/talks\/(\w{3,200})\/?$/),
    asks: id => oembed('https://www.ted.com/services/v1/oembed.json', `https://www.ted.com/talks/${id}`),
  },
}

/** On any host, by the forms that only PeerTube gives its addresses: a UUID, or one written short. */
const peerTube = {
  idOf: inPath(
    /^\/(?:w|videos\/watch)\/([1-9A-HJ-NP-Za-km-z]{22}|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})\/?$/,
  ),
}

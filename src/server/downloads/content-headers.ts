/** RFC 8187: bytes of UTF-8, all but attr-char in percent signs. */
function extended(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** RFC 6266: as an attachment; a name beyond plain ASCII also in full, and without accents for those that know no better. */
export function attachmentNamed(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\u0020-\u007e]/g, '_')
    .replace(/["\\%]/g, '_')
  const quoted = `attachment; filename="${plain}"`
  return plain === name ? quoted : `${quoted}; filename*=UTF-8''${extended(name)}`
}

/** RFC 9530. Only SHA-256 is known; whoever asks for others alone, or for it with 0, gets none. */
export function reprDigest(sha256: string, wanted: string | undefined): Record<string, string> {
  if (wanted !== undefined && !/(?:^|[\s,])sha-256\s*=\s*[1-9]/.test(wanted)) return {}
  return { 'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:` }
}

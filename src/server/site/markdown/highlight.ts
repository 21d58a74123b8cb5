import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import http from 'highlight.js/lib/languages/http'
import ini from 'highlight.js/lib/languages/ini'
import json from 'highlight.js/lib/languages/json'
import powershell from 'highlight.js/lib/languages/powershell'
import sql from 'highlight.js/lib/languages/sql'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'

for (const [name, language] of Object.entries({ bash, http, ini, json, powershell, sql, xml, yaml })) {
  hljs.registerLanguage(name, language)
}

const longest = 50_000

/** Code with classes around its parts, escaped; empty for a language that is not known, which is then shown plain. */
export function highlight(code: string, language: string): string {
  if (!hljs.getLanguage(language) || code.length > longest) return ''
  return hljs.highlight(code, { language, ignoreIllegals: true }).value
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import type { Plugin } from "vite";

interface Built { code?: string; imports?: string[]; dynamicImports?: string[]; viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } }

/** Writes what lets the counter open without a network: its manifest, its icon, and a worker that
    knows every file of its build. Their names hold no hash, since browsers ask for them by name. */
export function offline({ page, folder }: { page: string; folder: string }): Plugin {
  const text = (name: string) => readFileSync(`${folder}/${name}`, "utf8");
  return {
    name: "offline",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const built = bundle as unknown as Record<string, Built & { facadeModuleId?: string | null }>;
        const entry = Object.keys(built).find((name) => built[name]!.facadeModuleId?.endsWith(page));
        if (!entry) throw new Error(`no ${page} in this build`);
        const files = [...reachable(built, entry)].sort();
        const names = files.map((name) => `/${name}`).concat("/counter/manifest.webmanifest", "/counter/icon.svg");
        const version = createHash("sha256").update(JSON.stringify(names)).update(text("offline/sw.js"))
          .update(String((bundle[page] as { source?: unknown } | undefined)?.source)).digest("hex").slice(0, 16);
        const worker = text("offline/sw.js").replace('["FILES"]', JSON.stringify(names)).replace("VERSION", version);
        this.emitFile({ type: "asset", fileName: "counter/sw.js", source: worker });
        this.emitFile({ type: "asset", fileName: "counter/manifest.webmanifest", source: text("offline/manifest.json") });
        this.emitFile({ type: "asset", fileName: "counter/icon.svg", source: text("seal.svg") });
      },
    },
  };
}

function reachable(built: Record<string, Built>, entry: string): Set<string> {
  const seen = new Set<string>();
  const visit = (name: string) => {
    const one = built[name];
    if (seen.has(name) || !one) return;
    seen.add(name);
    one.viteMetadata?.importedCss.forEach((file) => seen.add(file));
    one.viteMetadata?.importedAssets.forEach((file) => seen.add(file));
    [...one.imports ?? [], ...one.dynamicImports ?? []].forEach(visit);
  };
  visit(entry);
  return seen;
}

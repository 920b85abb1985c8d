/** The one font of all pictures, Inter (SIL Open Font License), as it ships through npm. */
import { Buffer } from "node:buffer";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
// Brings the package onto this machine; its fonts are files beside this one.
import "@expo-google-fonts/inter/metadata.json" with { type: "json" };
import subsetFont from "subset-font";
import { fontFamily } from "./sheet.ts";
import { childrenOf, element, type SvgElement } from "./svg.ts";

/** A cut of the font. */
interface Cut {
  readonly weight: 400 | 600;
  readonly italic: boolean;
}

const FILES: Readonly<Record<string, string>> = {
  "400": "400Regular/Inter_400Regular.ttf",
  "600": "600SemiBold/Inter_600SemiBold.ttf",
  "400 italic": "400Regular_Italic/Inter_400Regular_Italic.ttf",
  "600 italic": "600SemiBold_Italic/Inter_600SemiBold_Italic.ttf",
};

const nameCut = ({ weight, italic }: Cut): string => `${weight}${italic ? " italic" : ""}`;

const PACKAGE = "@expo-google-fonts/inter";
const manifest = findPackageJSON(PACKAGE, import.meta.url);
if (manifest === undefined) throw new Error(`npm package ${PACKAGE} is not on this machine`);
const folder = dirname(manifest);

const fontFile = (cut: string): string => join(folder, FILES[cut]);

/** The letters that each cut has to draw, found by walking down the elements. */
function lettersByCut(root: SvgElement): Map<string, Set<string>> {
  const letters = new Map<string, Set<string>>();
  function walk(part: SvgElement, outside: Cut): void {
    const weight = part.getAttribute("font-weight");
    const style = part.getAttribute("font-style");
    const cut: Cut = {
      weight: weight === null
        ? outside.weight
        : Number(weight) >= 600 || weight === "bold"
        ? 600
        : 400,
      italic: style === null ? outside.italic : style === "italic",
    };
    const inside = childrenOf(part);
    if (part.localName === "text" || part.localName === "tspan") {
      const found = letters.get(nameCut(cut)) ?? new Set();
      for (const letter of part.textContent) found.add(letter);
      letters.set(nameCut(cut), found);
    }
    for (const child of inside) walk(child, cut);
  }
  walk(root, { weight: 400, italic: false });
  return letters;
}

/** The files of the cuts that a drawing uses. */
export function fontFilesOf(root: SvgElement): string[] {
  return [...lettersByCut(root).keys()].map(fontFile);
}

/**
 * Puts the letters that a drawing uses into it, so that its text is as wide on every machine as
 * where it was drawn.
 *
 * @param root Changed in place.
 */
export async function embedFont(root: SvgElement): Promise<void> {
  const faces: string[] = [];
  for (const [cut, letters] of lettersByCut(root)) {
    const whole = Buffer.from(await Deno.readFile(fontFile(cut)));
    const subset = await subsetFont(whole, [...letters].toSorted().join(""), {
      targetFormat: "woff",
      // Kerning and alternates take more room than the letters themselves.
      keepFeatures: [],
      noHinting: true,
      dropTables: ["GPOS", "GSUB", "GDEF", "STAT", "meta"],
    });
    const [weight, style = "normal"] = cut.split(" ");
    faces.push(
      `@font-face{font-family:${fontFamily};font-weight:${weight};font-style:${style};` +
        `src:url(data:font/woff;base64,${subset.toString("base64")})}`,
    );
  }
  if (faces.length > 0) root.prepend(element("style", {}, faces.join("")));
}

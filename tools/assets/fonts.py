#!/usr/bin/python3
"""fonts.py NODE_MODULES ICON_LIST OUT: writes the fonts of the program into OUT.

Inter in three weights, cut down to what people of Brazil, Portugal, Spain and England write, and the Lucide icon font cut
down to the icons of ICON_LIST. Everything else people may have typed is drawn by the browser on demand. The page and the
canvas use the same files, and both must agree on where a line of text lies: see set_line_metrics.
"""
import json
import logging
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

TEXT_RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x017F),           # Latin: basic, supplement, extended-A
    (0x0192, 0x0192), (0x0218, 0x021B), (0x02C6, 0x02DD),
    (0x2010, 0x2015), (0x2018, 0x2022), (0x2024, 0x2026), (0x2030, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044),  # punctuation
    (0x2070, 0x2079), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122),  # raised digits, currencies, numero, trade mark
    (0x2190, 0x2199), (0x21B5, 0x21B5), (0x21E7, 0x21E7), (0x2318, 0x2318), (0x2325, 0x2325),  # arrows and keys
    (0x2212, 0x2212), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),  # mathematics
    (0x25A0, 0x25A0), (0x25CB, 0x25CB), (0x25CF, 0x25CF), (0x2605, 0x2606), (0x2713, 0x2713), (0x2717, 0x2717),
]
# Units of an em. Inter has twice as many: what is lost is less than a tenth of a pixel in the largest text on the
# densest screen. Icons have 20 for each unit of the grid that they are drawn on. Together they save a tenth.
TEXT_UNITS, ICON_UNITS = 1024, 480
WEIGHTS = {400: "400Regular/Inter_400Regular.ttf", 500: "500Medium/Inter_500Medium.ttf", 600: "600SemiBold/Inter_600SemiBold.ttf"}


def set_line_metrics(font):
    """Ascent 1 em, descent a quarter em, no gap, in every table that a renderer may read.

    Dear ImGui takes a size as ascent minus descent and CSS takes it as the em. With these numbers one is 1.25 times the
    other in both, exactly, for every weight and for the icons.
    """
    em = font["head"].unitsPerEm
    descent = em // 4
    line, windows = font["hhea"], font["OS/2"]
    line.ascent, line.descent, line.lineGap = em, -descent, 0
    windows.sTypoAscender, windows.sTypoDescender, windows.sTypoLineGap = em, -descent, 0
    windows.usWinAscent, windows.usWinDescent = em, descent
    windows.fsSelection |= 1 << 7  # USE_TYPO_METRICS


def cut(source, unicodes, units_per_em, target):
    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=[1, 2], notdef_outline=True, glyph_names=False, legacy_cmap=False,
        # No kerning and no ligatures on either side: the canvas could not follow them.
        drop_tables=["GPOS", "GSUB", "GDEF", "STAT", "gasp", "prep", "DSIG", "meta"])
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    scale_upem(font, units_per_em)
    set_line_metrics(font)
    font.save(target)


def main():
    logging.disable(logging.WARNING)  # the icon font's unused glyph names are not well formed
    node_modules, icon_list, out = (pathlib.Path(argument) for argument in sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    text = [code for first, last in TEXT_RANGES for code in range(first, last + 1)]
    for weight, path in WEIGHTS.items():
        cut(node_modules / "@expo-google-fonts/inter" / path, text, TEXT_UNITS, out / f"inter-{weight}.ttf")

    lucide = node_modules / "lucide-static/font"
    code_points = json.loads((lucide / "codepoints.json").read_text())
    names = [line.strip() for line in icon_list.read_text().splitlines()]
    icons = [code_points[name] for name in names if name and not name.startswith("#")]
    cut(lucide / "lucide.ttf", icons, ICON_UNITS, out / "icons.ttf")


main()

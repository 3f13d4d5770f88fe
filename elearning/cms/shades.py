"""The colours of a site that chose its own: every shade of it, light and dark, as a stylesheet."""

from elearning.lib.contrast import contrast, mix

ACCENT = "#7a1f3d"  # --wine of site.css
WHITE, BLACK = "#ffffff", "#000000"
SAND, NIGHT, NIGHT_SAND = "#f1e9dd", "#191516", "#332a2c"  # --sand, --stone and --sand of site.css
SEEN_AT_NIGHT = 5.5  # of contrast; 4.5 would do on sand, but not on a wash of the colour


def legibility(accent: str) -> float:
    """Return the contrast of a colour where it stands out least: on sand, in the light."""
    return contrast(accent, SAND)


def stylesheet(accent: str) -> str:
    """Return what takes the place of the wine of site.css; `accent` is legible."""
    light = _root(
        wine=accent,
        wine_strong=mix(accent, BLACK, 0.25),
        wine_wash=mix(accent, WHITE, 0.94),
        on_wine=WHITE,
    )
    lit = _lit(accent)
    dark = _root(
        wine=lit,
        wine_strong=mix(lit, WHITE, 0.4),
        wine_wash=mix(accent, NIGHT, 0.8),
        on_wine=mix(accent, BLACK, 0.75),
    )
    return f"{light}@media (prefers-color-scheme: dark) {{{dark}}}@media print {{{light}}}"


def _lit(accent: str) -> str:
    """Return the colour lit until it is read on the darkest and on the lightest of the night."""
    shades = (mix(accent, WHITE, tenth / 10) for tenth in range(11))
    return next(shade for shade in shades if contrast(shade, NIGHT_SAND) >= SEEN_AT_NIGHT)


def _root(**tokens: str) -> str:
    told = "".join(f"--{name.replace('_', '-')}:{value};" for name, value in tokens.items())
    return f":root{{{told}}}"

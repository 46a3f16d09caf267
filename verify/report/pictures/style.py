"""The style of the pictures: strokes tell curves apart, colours only help; they follow the page's light or dark."""

STYLE = """\
svg.drawing { max-width: 100%; height: auto; color: var(--ink, #1d1f23); font: 11px system-ui, sans-serif; }
.drawing text { fill: var(--ink, #1d1f23); stroke: none; }
.drawing .index { font-size: 8px; }
.drawing .tick { fill: var(--muted, #5c6068); font-size: 10px; }
.drawing .axis { fill: none; stroke: var(--muted, #5c6068); stroke-width: 1; }
.drawing .grid { fill: none; stroke: var(--muted, #5c6068); stroke-width: .5; opacity: .3; }
.drawing .zero { fill: none; stroke: currentColor; stroke-width: 1; opacity: .8; }
.drawing [class^="curve"] { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: butt; }
.drawing .curve-1 { stroke: var(--accent, #1f4a99); }
.drawing .curve-2 { stroke: var(--ink, #1d1f23); stroke-dasharray: 6 3; }
.drawing .curve-3 { stroke: var(--good, #0b6b38); stroke-dasharray: 2 2; }
.drawing .bar { stroke-dasharray: none; stroke-width: 1.2; }
.drawing .curve-4 { stroke: var(--muted, #5c6068); stroke-dasharray: 9 3 2 3; }
.drawing .level { fill: none; stroke: var(--accent, #1f4a99); stroke-width: 1; }
.drawing .halo { stroke: var(--paper, #fffefb); stroke-width: 3; paint-order: stroke; }
.drawing .pattern { fill: var(--ink, #1d1f23); stroke: var(--paper, #fffefb); stroke-width: 1; }
.drawing .point { fill: none; stroke: currentColor; stroke-width: 1.5; }
.drawing .here { fill: none; stroke: currentColor; stroke-width: 1; stroke-dasharray: 1 2; }
.drawing .breaks { fill: none; stroke: var(--bad, #b01418); stroke-width: 4; }
.drawing .hatch { fill: none; stroke: var(--bad, #b01418); stroke-width: 1.2; }
.drawing .edge { fill: none; stroke: var(--bad, #b01418); stroke-width: 1.2; }
.drawing .outside { fill: var(--muted, #5c6068); stroke: none; opacity: .22; }
.drawing .interval { fill: none; stroke: var(--ink, #1d1f23); stroke-width: 2; }
.drawing .estimate { fill: var(--ink, #1d1f23); stroke: none; }
.drawing .prediction { fill: var(--accent, #1f4a99); fill-opacity: .25; stroke: var(--accent, #1f4a99); }
"""

"""The formats of other tools: what a territory becomes for the programs that draw and measure networks."""

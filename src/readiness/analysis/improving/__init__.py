"""What a unit could do: the cheapest steps to a target, and what a budget buys most of."""

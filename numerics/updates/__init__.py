"""One update of an associative memory as an attack sees it: its functions, their values, and the answer."""

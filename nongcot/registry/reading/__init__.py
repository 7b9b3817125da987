"""Reading the register: points in time, lists, the page of one organisation, of one product. Nothing here writes."""

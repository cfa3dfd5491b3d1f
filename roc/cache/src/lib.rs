//! Content-addressed stores (image, executable) and their upkeep. Must not know what an entry means.

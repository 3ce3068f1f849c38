"""One module a page: parse, call one use case, print."""

"""Whether the program's parts do their work: seen here, told by /readyz, /metrics, `dondoc check` and in chat."""

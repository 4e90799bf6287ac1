"""What `dondoc check` looks at, by subject. Each looks only, but for a row that shows whether rows can be written."""

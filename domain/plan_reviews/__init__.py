"""The review of a plan (sơ kết, tổng kết): all its reports over many periods, taken together as each stood."""

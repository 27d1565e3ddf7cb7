"""(framework, data) in, findings out: what neither can know alone."""

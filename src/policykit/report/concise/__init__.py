"""One line a finding: path:line:col: CODE name message."""

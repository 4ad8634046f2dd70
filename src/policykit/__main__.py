"""`python -m policykit`."""

import sys

from policykit.cli.entry import main

sys.exit(main())

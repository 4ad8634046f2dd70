"""What Python loads first in the programs that tests start: they connect to nothing either."""

import os

from socket_guard import NOTED_IN, forbid  # type: ignore[import-not-found] # found beside this file

forbid(os.environ.get(NOTED_IN, ""))

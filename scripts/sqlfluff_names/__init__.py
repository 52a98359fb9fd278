"""What sqlfluff's Jinja has to know of this project. sqlfluff loads this anew for each file."""

import functools
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
import dbt_jinja

if not hasattr(dbt_jinja, "names_once"):
    dbt_jinja.names_once = functools.cache(dbt_jinja.names)
globals().update(dbt_jinja.names_once())

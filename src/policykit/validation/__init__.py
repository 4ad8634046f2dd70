"""Documents against the schemas: what is wrong, where, and what to do, in the author's words.

The only package that knows JSON Schema. A quick validator says whether a document is right;
only when one is not does a slower one explain.
"""

from policykit.validation.catalogue import PAGES as PAGES
from policykit.validation.check import validate as validate
from policykit.validation.extensions import Extension as Extension
from policykit.validation.kinds import Kind as Kind
from policykit.validation.schemas import Schemas as Schemas, load_schemas as load_schemas

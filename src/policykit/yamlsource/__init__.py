"""Bytes to documents: strict YAML with a place for every key and value."""

from policykit.yamlsource.catalogue import PAGES as PAGES
from policykit.yamlsource.decoding import decode as decode
from policykit.yamlsource.parsers import ParserName as ParserName, parser_name as parser_name
from policykit.yamlsource.reader import read as read

"""Catalogues, and the printing of quantities, dates and numbers."""

from policykit.locale.quantities import (
    amount_text as amount_text,
    duration_text as duration_text,
    hours_text as hours_text,
    money_text as money_text,
)
from policykit.locale.words import Locale as Locale, Locales as Locales

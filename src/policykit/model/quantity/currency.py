"""Currencies by ISO 4217 code, with the decimals of their amounts.

The list holds the codes a shop can charge in; metals, bonds, funds and test codes are left
out. The lev stays so that promises made before 2026 can still be read.
"""

from __future__ import annotations

from typing import Final

_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_TWO_DECIMALS = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ "
    "GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL "
    "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR "
    "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT "
    "TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"
)
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"

DECIMALS: Final[dict[str, int]] = {
    code: decimals
    for decimals, codes in ((0, _NO_DECIMALS), (2, _TWO_DECIMALS), (3, _THREE_DECIMALS))
    for code in codes.split()
}
"""The decimals of an amount by currency code."""

SIGNS: Final[dict[str, str]] = {
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "£": "GBP",
    "zł": "PLN",
    "kč": "CZK",
    "ft": "HUF",
    "₹": "INR",
    "₺": "TRY",
    "₴": "UAH",
}
"""Signs and words that mean one currency."""

SHARED_SIGNS: Final[dict[str, tuple[str, ...]]] = {
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "kronor": ("SEK", "ISK"),
    "krona": ("SEK", "ISK"),
    "kroner": ("NOK", "DKK"),
    ":-": ("SEK", "NOK", "DKK"),
    "$": ("USD", "CAD", "AUD"),
    "dollar": ("USD", "CAD", "AUD"),
    "dollars": ("USD", "CAD", "AUD"),
    "pound": ("GBP", "EGP"),
    "pounds": ("GBP", "EGP"),
    "franc": ("CHF", "XOF"),
    "francs": ("CHF", "XOF"),
    "¥": ("JPY", "CNY"),
}
"""Signs and words of several currencies, the likeliest first."""

"""Typed values of the authoring format: durations, money, shares, counts, hours, dates, times.

Every type prints (`str`) as the one text that reads back to it, and every reader answers with
the value or with a `Mistake` that names the accepted form.
"""
